using System.Globalization;
using Refigure.Results;

namespace Refigure.Reports.Runs;

/// <summary>Reads where a number came from (contract 5.3): <c>path:line</c>, relative to the runs root.</summary>
internal static class SourceText
{
    /// <summary>The raw file, and the line if there is one; null if the path is not one of the run's raw files.</summary>
    public static (string File, int? Line)? Parse(MeasuredRun run, string source)
    {
        return Parse(run, run.Record.Identity.RelativeFolder, source);
    }

    /// <summary>The same, for many sources of one run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="folder">Its folder, relative to the runs root.</param>
    /// <param name="source">Where a number came from.</param>
    public static (string File, int? Line)? Parse(MeasuredRun run, string folder, string source)
    {
        if (
            source.Length <= folder.Length
            || source[folder.Length] != '/'
            || !source.StartsWith(folder, StringComparison.Ordinal)
        )
        {
            return null;
        }

        var rest = source.AsSpan(folder.Length + 1);
        var colon = rest.LastIndexOf(':');
        int? line =
            colon > 0 && int.TryParse(rest[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var n)
                ? n
                : null;
        var name = line is null ? rest : rest[..colon];
        foreach (var file in run.Record.Files)
        {
            if (name.SequenceEqual(file.Name))
            {
                return (file.Name, line);
            }
        }

        return null;
    }
}
