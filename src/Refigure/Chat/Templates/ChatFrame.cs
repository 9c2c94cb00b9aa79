namespace Refigure.Chat.Templates;

/// <summary>What stands around a message in a prompt.</summary>
/// <param name="Before">Before its text.</param>
/// <param name="After">After it.</param>
internal sealed record ChatFrame(string Before, string After)
{
    /// <summary>Nothing stands there.</summary>
    public static ChatFrame None { get; } = new("", "");
}
