namespace Refigure.Plotting.Documents;

/// <summary>Running text; a line feed starts a new line.</summary>
/// <param name="Text">The words.</param>
public sealed record Paragraph(string Text) : Block
{
    /// <summary>Whether it is of second rank: smaller and grey.</summary>
    public bool IsMuted { get; init; }

    /// <summary>Whether it introduces what follows, and so stays on its page.</summary>
    public bool LeadsOn { get; init; }

    /// <summary>Whether it stands in a frame, so that nobody passes it over.</summary>
    public bool IsNotice { get; init; }
}
