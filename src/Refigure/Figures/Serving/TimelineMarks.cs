using System.Collections.Immutable;
using System.Globalization;
using Refigure.Results;

namespace Refigure.Figures.Serving;

/// <summary>
/// A run's samples as marks, one for each sample; where there are more than can be told apart on a page, the highest of each
/// few, so that no peak is lost. A mark without a value is a gap.
/// </summary>
internal static class TimelineMarks
{
    private const int MostPoints = 1000;
    private const char Minus = '\u2212';

    /// <summary>Adds a line and its peak.</summary>
    /// <returns>Whether it begins before 0.</returns>
    public static bool Add(FigureDraft draft, SampledRun run, string name, bool fromLoad, bool isAlone)
    {
        var zero = fromLoad ? run.Case.Load?.SamplesOffset ?? 0 : 0;
        var (first, last) = Bounds(run.Values);
        var width = ((last - first) / MostPoints) + 1;
        for (var from = first; from <= last; from += width)
        {
            var at = Highest(run.Values, from, Math.Min(from + width, last + 1));
            draft.Add(Mark(Panels.Main, name, "", run, at, zero));
        }

        if (width > 1)
        {
            draft.Find("thinned", $"{name}: each point is the highest of {width} samples.", [run.Run]);
        }

        var peak = Highest(run.Values, first, last + 1);
        var highest = run.Values[peak] ?? double.NaN;
        var value = FigureNumberText.Exact(Math.Round(highest, highest < 10 ? 2 : 1));
        var time = FigureNumberText.Exact(Math.Round(run.Samples.Seconds[peak] - zero, 1)).Replace('-', Minus);
        var words = $"{(isAlone ? "Peak:" : $"{name}: peak")} {value} {run.Quantity.Unit} at {time} s";
        draft.Add(Mark(Panels.Annotations, SampleTimeline.Peak, words, run, peak, zero));
        return run.Samples.Seconds[first] < zero;
    }

    private static FigureMark Mark(string panel, string series, string label, SampledRun run, int at, double zero)
    {
        var source = string.Create(
            CultureInfo.InvariantCulture,
            $"{run.Run.Record.Identity.RelativeFolder}/{RawFiles.Samples}:{run.Samples.Lines[at]}"
        );
        var columns = run.Columns;
        return new FigureMark(
            panel,
            series,
            label,
            FigureNumberText.Exact(run.Samples.Seconds[at] - zero),
            run.Values[at],
            Error: null,
            N: null,
            run.Quantity.Unit
        )
        {
            How = $"{FigureNumberText.Exact(run.Quantity.Factor)} × {string.Join(" + ", columns)}",
            Sources =
            [
                .. columns.Select(c => new MarkSource(
                    run.Run,
                    new Measurement(c, run.Samples.Column(c)[at], UnitOf(c), source)
                )),
            ],
        };
    }

    private static string UnitOf(string column) =>
        column.EndsWith("_bytes", StringComparison.Ordinal) ? "bytes" : "ratio";

    // What is missing before the first value and after the last is no gap: the engine was not there yet, or not any more.
    private static (int First, int Last) Bounds(ImmutableArray<double?> values)
    {
        var (first, last) = (0, values.Length - 1);
        while (values[first] is null)
        {
            first++;
        }

        while (values[last] is null)
        {
            last--;
        }

        return (first, last);
    }

    private static int Highest(ImmutableArray<double?> values, int from, int to)
    {
        var at = from;
        for (var i = from + 1; i < to; i++)
        {
            if (values[i] is { } value && (values[at] is not { } best || value > best))
            {
                at = i;
            }
        }

        return at;
    }
}
