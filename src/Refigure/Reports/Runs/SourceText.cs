using System.Globalization;
using Refigure.Results;

namespace Refigure.Reports.Runs;

/// <summary>Reads where a number came from (contract 5.3): <c>path:line</c>, relative to the runs root.</summary>
internal static class SourceText
{
    /// <summary>The raw file, and the line if there is one; null if the path is not one of the run's raw files.</summary>
    public static (string File, int? Line)? Parse(MeasuredRun run, string source)
    {
        var start = run.Record.Identity.RelativeFolder + "/";
        if (!source.StartsWith(start, StringComparison.Ordinal))
        {
            return null;
        }

        var rest = source[start.Length..];
        var colon = rest.LastIndexOf(':');
        int? line =
            colon > 0
            && int.TryParse(rest.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var n)
                ? n
                : null;
        var file = line is null ? rest : rest[..colon];
        return run.Record.Files.Any(f => f.Name == file) ? (file, line) : null;
    }
}
