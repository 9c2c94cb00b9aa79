using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Refigure.Nodes.Ssh;

/// <summary>Reads what <see cref="NodeScripts.Look"/> writes.</summary>
internal static class JobAnswer
{
    private const int DigestLength = 64;
    private const string Before = "runs/";
    private const string After = "/run.json";

    /// <summary>Reads it.</summary>
    /// <exception cref="FormatException">It is cut, or of somebody else.</exception>
    public static JobLook Read(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\n\n"u8);
        if (end < 0)
        {
            throw new FormatException("the answer is cut");
        }

        var status = JobStatus.None;
        int? exit = null;
        JobProgress? progress = null;
        var runs = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var line in Encoding.UTF8.GetString(answer[..end]).Split('\n'))
        {
            if (line.StartsWith("state=", StringComparison.Ordinal))
            {
                status = Enum.TryParse<JobStatus>(line["state=".Length..], ignoreCase: true, out var found)
                    ? found
                    : throw new FormatException($"'{line}' is no state of a job");
            }
            else if (line.StartsWith("exit=", StringComparison.Ordinal))
            {
                exit = int.TryParse(
                    line["exit=".Length..],
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var code
                )
                    ? code
                    : null;
            }
            else if (line.StartsWith("progress=", StringComparison.Ordinal))
            {
                progress = JobProgress.Read(line["progress=".Length..]);
            }
            else if (
                line.Length > DigestLength + 2 + Before.Length + After.Length
                && line.AsSpan(DigestLength + 2).StartsWith(Before)
                && line.EndsWith(After, StringComparison.Ordinal)
            )
            {
                runs[line[(DigestLength + 2 + Before.Length)..^After.Length]] = line[..DigestLength];
            }
        }

        return new JobLook(status, exit, runs.ToImmutable(), [.. answer[(end + 2)..]]) { Progress = progress };
    }
}
