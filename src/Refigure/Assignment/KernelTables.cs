using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Refigure.Plotting.Documents;
using Refigure.Traces;
using Refigure.Traces.Analysis;
using Refigure.Traces.Metrics;

namespace Refigure.Assignment;

/// <summary>The table of the kernels that took the most time, over all GPUs, as the Stats System View of Nsight Systems sums them.</summary>
public static class KernelTables
{
    /// <summary>How many the assignment asks for.</summary>
    public const int Asked = 3;

    private static readonly string[] Head =
    [
        "rank",
        "kernel",
        "class",
        "time_percent",
        "total_ms",
        "instances",
        "mean_us",
        "median_us",
        "min_us",
        "max_us",
        "full_name",
    ];

    /// <summary>The kernels with the most time, at most as many as are asked for.</summary>
    public static ImmutableArray<KernelTime> Top(ProfiledRun profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var all =
            profile.Analysis.TopKernels.Length > 0 ? profile.Analysis.TopKernels
            : profile.Set.Summaries.Length > 0 ? profile.Set.Summaries[0].Kernels
            : [];
        return [.. all.Take(Asked)];
    }

    /// <summary>A row each, numbers in full precision.</summary>
    public static string Csv(ProfiledRun profile) =>
        StudyTables.Csv([Head, .. Top(profile).Select((k, i) => Row(k, i + 1, "R"))]);

    /// <summary>The same to be read: columns one under the other, the whole name on a line of its own.</summary>
    public static string Text(KernelProfile kernels)
    {
        ArgumentNullException.ThrowIfNull(kernels);
        string[][] rows = [Head[..^1], .. Top(kernels.Profile).Select((k, i) => Row(k, i + 1, "0.###")[..^1])];
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(i => rows.Max(r => r[i].Length))];
        var text = new StringBuilder().Append(
            CultureInfo.InvariantCulture,
            $"Kernels with the most time over all GPUs, of the run {kernels.Run.Record.Identity.RelativeFolder}\n\n"
        );
        foreach (var row in rows)
        {
            _ = text.Append(
                    string.Join(
                            "  ",
                            row.Select((cell, i) => i is 1 or 2 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]))
                        )
                        .TrimEnd()
                )
                .Append('\n');
        }

        _ = text.Append('\n');
        foreach (var (kernel, i) in Top(kernels.Profile).Select((k, i) => (k, i)))
        {
            _ = text.Append(CultureInfo.InvariantCulture, $"{i + 1}: {OneLine(kernel.Name)}\n");
        }

        return text.ToString();
    }

    private static string[] Row(KernelTime kernel, int rank, string format) =>
        [
            rank.ToString(CultureInfo.InvariantCulture),
            OneLine(KernelNames.Short(kernel.Name)),
            TraceTables.Word(kernel.Class),
            Number(100 * kernel.Share, format),
            Number(kernel.Total / 1e6, format),
            kernel.Calls.ToString(CultureInfo.InvariantCulture),
            Number(kernel.Mean / 1e3, format),
            kernel.Median is { } median ? Number(median / 1e3, format) : "",
            Number(kernel.Least / 1e3, format),
            Number(kernel.Most / 1e3, format),
            OneLine(kernel.Name),
        ];

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private static string OneLine(string text) => PrintableText.Of(text).Replace('\n', ' ');
}
