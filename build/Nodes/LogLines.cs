using System.Collections.Immutable;
using System.Text;
using Refigure.Build.Running;

namespace Refigure.Build.Nodes;

/// <summary>The lines of a log that comes in pieces; a line that has not ended yet waits for its end.</summary>
/// <param name="target">The task whose log it is.</param>
internal sealed class LogLines(string target = "Run")
{
    /// <summary>How a line begins that says why the host ended.</summary>
    public const string ErrorMark = "Error: ";

    private byte[] _rest = [];

    /// <summary>How much of the log came.</summary>
    public long Known { get; private set; }

    /// <summary>The last error that the log tells; null if none.</summary>
    public string? Error { get; private set; }

    /// <summary>Takes a piece, and gives the lines that are whole now.</summary>
    public IEnumerable<string> Take(ImmutableArray<byte> piece)
    {
        Known += piece.Length;
        byte[] bytes = [.. _rest, .. piece];
        var end = Array.LastIndexOf(bytes, (byte)'\n');
        if (end < 0)
        {
            _rest = bytes;
            return [];
        }

        _rest = bytes[(end + 1)..];
        string[] lines =
        [
            .. Encoding.UTF8.GetString(bytes, 0, end).Split('\n').Select(RunWords.Printable).Where(l => !IsFrame(l)),
        ];
        Error = lines.LastOrDefault(line => line.StartsWith(ErrorMark, StringComparison.Ordinal)) ?? Error;
        return lines;
    }

    // What the host prints around a task, which this call prints for all nodes.
    private bool IsFrame(string line) =>
        string.IsNullOrWhiteSpace(line)
        || line == target
        || line.StartsWith("====", StringComparison.Ordinal)
        || line.StartsWith("----", StringComparison.Ordinal)
        || line.StartsWith("Task  ", StringComparison.Ordinal)
        || line.StartsWith(target + "  ", StringComparison.Ordinal)
        || line.StartsWith("Total:", StringComparison.Ordinal);
}
