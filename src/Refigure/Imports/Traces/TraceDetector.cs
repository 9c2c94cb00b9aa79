using System.Text;
using Refigure.Imports.Serving;
using Refigure.Traces.Scaling;

namespace Refigure.Imports.Traces;

/// <summary>Says what a file of a profiled engine is, from its name and its first quarter of a megabyte.</summary>
internal static class TraceDetector
{
    private static readonly string[] SettingsNames = ["config.yaml", "workload_card.yaml"];

    /// <exception cref="UserErrorException">The file cannot be read.</exception>
    public static TraceKind Of(ResultFile file) =>
        file.Extension switch
        {
            ".json" => TimingStatsFile.IsName(file.Name) ? TraceKind.Timing : OfJson(Head(file)),
            ".csv" => OfTable(Head(file)),
            ".yaml" when SettingsNames.Contains(file.Name, StringComparer.Ordinal) => TraceKind.Settings,
            ".sqlite" or ".nsys-rep" => TraceKind.Trace,
            ".txt" when file.Name.StartsWith("profiler_out_", StringComparison.Ordinal) => TraceKind.Beside,
            // The table that one copies out of the desktop client.
            ".txt" or ".tsv" => OfTable(Head(file)) == TraceKind.Trace ? TraceKind.Trace : TraceKind.None,
            _ => TraceKind.None,
        };

    // An execution trace has no kernels: it is kept with the others.
    private static TraceKind OfJson(string head) =>
        head.Contains("\"traceEvents\"", StringComparison.Ordinal) ? TraceKind.Trace
        : head.Contains("chakra", StringComparison.Ordinal) ? TraceKind.Beside
        : TraceKind.None;

    private static TraceKind OfTable(string head)
    {
        foreach (var line in head.Split('\n').Take(8))
        {
            if (ScalingTable.Is(line))
            {
                return TraceKind.ScalingTable;
            }

            var isTrace =
                line.Contains("Strm", StringComparison.Ordinal) && line.Contains("CorrId", StringComparison.Ordinal);
            var isSummary =
                line.Contains("Total Time", StringComparison.Ordinal)
                && line.Contains("Instances", StringComparison.Ordinal)
                && line.Contains("Med", StringComparison.Ordinal);
            if (isTrace || isSummary)
            {
                return TraceKind.Trace;
            }
        }

        return TraceKind.None;
    }

    private static string Head(ResultFile file) => Encoding.UTF8.GetString(file.ReadHead().Span);
}
