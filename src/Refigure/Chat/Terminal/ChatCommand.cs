namespace Refigure.Chat.Terminal;

/// <summary>A line that begins with <c>/</c>.</summary>
/// <param name="Name">The command, without the slash.</param>
/// <param name="Value">What stands behind it; empty for nothing.</param>
internal sealed record ChatCommand(string Name, string Value)
{
    /// <summary>What they are for, a line each.</summary>
    public static IReadOnlyList<(string Use, string Meaning)> All { get; } =
    [
        ("/reset", "forget the conversation; the system message stays"),
        ("/system TEXT", "set the system message; without TEXT there is none"),
        ("/save FILE", "save the conversation as Markdown (.md) or JSON (.json)"),
        ("/help", "these lines"),
        ("/quit", "end"),
    ];

    /// <summary>Reads a line; null if it is a question. One that begins with a blank is always a question.</summary>
    public static ChatCommand? Of(string line)
    {
        if (!line.StartsWith('/'))
        {
            return null;
        }

        var blank = line.IndexOf(' ', StringComparison.Ordinal);
        return blank < 0
            ? new ChatCommand(line[1..].TrimEnd(), "")
            : new ChatCommand(line[1..blank], line[(blank + 1)..].Trim());
    }
}
