using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Refigure.Figures;

namespace Refigure.Verification;

/// <summary>A heat map of processor use in sums by core and by sample, as the JSON reference gives it.</summary>
internal static class ProcessorUseSummary
{
    private const string Panel = "summary";

    private static readonly (string Property, Func<double[], double> Of)[] PerCore =
    [
        ("mean_per_core", Mean),
        ("max_per_core", Enumerable.Max),
        ("samples_ge_90_per_core", static v => v.Count(x => x >= 90)),
    ];

    private static readonly (string Property, Func<double[], double> Of)[] PerSample =
    [
        ("mean_per_sample", Mean),
        ("max_per_sample", Enumerable.Max),
        ("busy_cores_per_sample_ge_50", static v => v.Count(x => x >= 50)),
    ];

    private static readonly (string Property, Func<double[], double> Of)[] OfAll =
    [
        ("min", Enumerable.Min),
        ("max", Enumerable.Max),
        ("mean", Mean),
        ("sum_all_cells", Enumerable.Sum),
        ("n_zero_cells", static v => v.Count(x => x == 0)),
        ("n_100_cells", static v => v.Count(x => x == 100)),
    ];

    /// <summary>What a reference says; empty if the figure is not given by sums.</summary>
    public static ImmutableArray<ReferenceMark> Read(JsonElement figure)
    {
        if (!figure.TryGetProperty("mean_per_core", out _))
        {
            return [];
        }

        var marks = ImmutableArray.CreateBuilder<ReferenceMark>();
        foreach (var (property, _) in PerCore.Concat(PerSample))
        {
            if (figure.TryGetProperty(property, out var list))
            {
                var values = list.EnumerateArray().Select(v => v.GetDouble());
                marks.AddRange(values.Select((v, i) => new ReferenceMark(Mark(property, Index(i), v))));
            }
        }

        foreach (var (property, _) in OfAll)
        {
            if (ReferenceJson.Number(figure, property) is { } value)
            {
                marks.Add(new ReferenceMark(Mark(property, "", value)));
            }
        }

        if (ReferenceJson.Number(figure, "initialize_engine_s") is { } ready)
        {
            var mark = new FigureMark(Panels.Annotations, "initialize_engine", "", "", ready, Error: null, N: null, "");
            marks.Add(new ReferenceMark(mark));
        }

        return marks.ToImmutable();
    }

    /// <summary>The same sums of our own cells, followed by the marks of the other panels.</summary>
    public static ImmutableArray<FigureMark> Of(ImmutableArray<FigureMark> marks)
    {
        var cells = marks.Where(m => m is { Panel: Panels.Main, Y: not null }).ToArray();
        var sums = ImmutableArray.CreateBuilder<FigureMark>();
        Add(sums, PerCore, cells.GroupBy(c => c.Series));
        Add(sums, PerSample, cells.GroupBy(c => c.X));
        var all = cells.Select(c => c.Y ?? 0).ToArray();
        foreach (var (property, of) in OfAll)
        {
            if (all.Length > 0)
            {
                sums.Add(Mark(property, "", of(all)));
            }
        }

        sums.AddRange(marks.Where(m => m.Panel != Panels.Main));
        return sums.ToImmutable();
    }

    private static void Add(
        ImmutableArray<FigureMark>.Builder sums,
        (string Property, Func<double[], double> Of)[] kinds,
        IEnumerable<IGrouping<string, FigureMark>> groups
    )
    {
        var values = groups.Select(g => g.Select(c => c.Y ?? 0).ToArray()).ToArray();
        foreach (var (property, of) in kinds)
        {
            sums.AddRange(values.Select((v, i) => Mark(property, Index(i), of(v))));
        }
    }

    private static FigureMark Mark(string property, string x, double value) =>
        new(Panel, property, "", x, value, Error: null, N: null, "");

    private static string Index(int i) => i.ToString(CultureInfo.InvariantCulture);

    private static double Mean(double[] values) => values.Average();
}
