namespace Refigure.Engines;

/// <summary>The phases in the logs of our own servers: <c>… INFO phase load_weights begin</c>.</summary>
internal static class LoggedPhase
{
    private const string Before = " INFO phase ";
    private const string After = " begin";

    /// <summary>The phase that begins with a line; null if none does.</summary>
    public static string? Of(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var at = line.IndexOf(Before, StringComparison.Ordinal);
        return
            at > 0 && line.EndsWith(After, StringComparison.Ordinal) && at + Before.Length <= line.Length - After.Length
            ? line[(at + Before.Length)..^After.Length]
            : null;
    }
}
