using System.Text;
using Refigure.Load;
using Refigure.Results;
using Refigure.Serving;

namespace Refigure.Assignment;

/// <summary>The text files of a configuration, as the course's client prints and its students save them.</summary>
public static class ResultTexts
{
    private const string Line = "TTFT: ";

    // A load's output is some hundred bytes a request.
    private const int MostBytes = 64 << 20;

    /// <summary>The client's whole output: as it printed it, else made of the requests, with times from the load's start.</summary>
    public static string Log(ServedConfiguration one)
    {
        ArgumentNullException.ThrowIfNull(one);
        if (one.ClientText is { } printed)
        {
            return printed;
        }

        using var output = new MemoryStream();
        ClientLogText.Write(one.Requests, one.Load ?? new LoadFacts { Tool = "unknown" }, origin: 0, output);
        return Encoding.UTF8.GetString(output.GetBuffer(), 0, (int)output.Length);
    }

    /// <summary>Only the lines of the prompts: TTFT and TPOT of each in seconds, in the order of their arrival.</summary>
    public static string PerPrompt(ServedConfiguration one)
    {
        // A progress bar may stand before a line, and ends in a carriage return.
        var lines = Log(one).Split(['\n', '\r']).Where(line => line.StartsWith(Line, StringComparison.Ordinal));
        return string.Concat(lines.Select(line => line + "\n"));
    }

    /// <summary>What the course's client printed, or what our own wrote in its words, where a run keeps it; null where none does.</summary>
    /// <exception cref="UserErrorException">The file cannot be read.</exception>
    public static string? Kept(MeasuredRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var folder = RunFolder.PathOf(run.Root, run.Record.Identity);
        return run
            .Record.Files.Where(f =>
                f.Bytes <= MostBytes
                && RawFiles.IsSafeName(f.Name)
                && (
                    f.Name == ServingFiles.PerPrompt
                    || (
                        f.Name.StartsWith("source/", StringComparison.Ordinal)
                        && f.Name.EndsWith(".txt", StringComparison.Ordinal)
                    )
                )
            )
            .Select(f => Text(folder, f.Name))
            .FirstOrDefault(text => text is not null && text.Contains(Line, StringComparison.Ordinal));
    }

    private static string? Text(string folder, string name)
    {
        try
        {
            using var stream = RawFiles.Open(folder, name);
            using var text = stream is null ? null : new StreamReader(stream, Encoding.UTF8);
            return text?.ReadToEnd();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new UserErrorException(
                $"{Path.Combine(folder, name)} cannot be read ({e.Message.TrimEnd('.')}): restore it, or delete its folder.",
                e
            );
        }
    }
}
