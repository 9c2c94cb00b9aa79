using Refigure.Logs;
using Refigure.Results;

namespace Refigure.Quality;

/// <summary>Whether two sides may be compared: the same clock, the same engine arguments.</summary>
internal static class Comparability
{
    // Arguments that change how long a start takes. Paths, ports and seeds differ for good reasons.
    private static readonly string[] Compared =
    [
        "max_seq_len",
        "dtype",
        "load_format",
        "quantization",
        "tensor_parallel_size",
        "enforce_eager",
    ];

    public static IEnumerable<Finding> Inspect(Comparison comparison)
    {
        if (Resolution(comparison) is { } resolution)
        {
            yield return resolution;
        }

        foreach (var finding in Arguments(comparison))
        {
            yield return finding;
        }
    }

    private static Finding? Resolution(Comparison c)
    {
        var (a, b) = (Coarsest(c.Baseline), Coarsest(c.Other));
        if (a == b || a is TimestampResolution.None || b is TimestampResolution.None)
        {
            return null;
        }

        return new Finding(
            FindingKinds.MixedResolution,
            $"Time stamps: {Steps(a)} on {c.BaselineName}, {Steps(b)} on {c.OtherName}; phases and totals taken from "
                + "stamps are only as fine as the coarser side.",
            RunGroups.Folders(a < b ? c.Baseline : c.Other)
        );
    }

    private static TimestampResolution Coarsest(IEnumerable<MeasuredRun> runs) =>
        runs.Select(r => r.Log?.Resolution ?? TimestampResolution.None)
            .Where(r => r != TimestampResolution.None)
            .DefaultIfEmpty(TimestampResolution.None)
            .Min();

    private static string Steps(TimestampResolution resolution) =>
        resolution switch
        {
            TimestampResolution.Second => "whole seconds",
            TimestampResolution.Millisecond => "milliseconds",
            TimestampResolution.Microsecond => "microseconds",
            _ => "none",
        };

    private static IEnumerable<Finding> Arguments(Comparison c)
    {
        var other = c.Other.ToLookup(r => r.Record.Model, StringComparer.Ordinal);
        foreach (var model in c.Baseline.GroupBy(r => r.Record.Model).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            foreach (var argument in Compared)
            {
                var a = Values(model, argument);
                var b = Values(other[model.Key], argument);
                if (a.Length > 0 && b.Length > 0 && !a.SequenceEqual(b, StringComparer.Ordinal))
                {
                    yield return new Finding(
                        FindingKinds.ArgumentMismatch,
                        $"{model.Key} ran with {argument} {string.Join('/', a)} on {c.BaselineName} and "
                            + $"{string.Join('/', b)} on {c.OtherName}.",
                        RunGroups.Folders(model.Concat(other[model.Key]))
                    );
                }
            }
        }
    }

    private static string[] Values(IEnumerable<MeasuredRun> runs, string argument) =>
        [
            .. runs.Select(r => r.Log?.Arguments.GetValueOrDefault(argument))
                .OfType<string>()
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
}
