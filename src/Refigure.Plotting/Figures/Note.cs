namespace Refigure.Plotting.Figures;

/// <summary>A boxed text within a panel, such as <c>PCC = 0.99</c>.</summary>
/// <param name="Text">The text; <c>\n</c> starts a new line.</param>
public sealed record Note(string Text)
{
    /// <summary>Where it should be; <see cref="Anchor.Free"/> looks for an empty place.</summary>
    public Anchor Anchor { get; init; } = Anchor.Free;

    /// <summary>Its centre in fractions of the panel, from the bottom left; overrides <see cref="Anchor"/>.</summary>
    public AxesPoint? Center { get; init; }

    /// <summary>Whether it has a frame.</summary>
    public bool Boxed { get; init; } = true;
}
