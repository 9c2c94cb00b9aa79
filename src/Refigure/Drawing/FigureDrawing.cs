using System.Collections.Immutable;
using Refigure.Drawing.Serving;
using Refigure.Drawing.Traces;
using Refigure.Figures;
using Refigure.Figures.Serving;
using Refigure.Figures.Traces;
using Refigure.Plotting.Figures;
using Refigure.Quality;
using Refigure.Results;

namespace Refigure.Drawing;

/// <summary>
/// From the numbers of a figure to the drawing of it: what is shown is what <c>figureN.csv</c> holds, nothing else enters.
/// </summary>
public static class FigureDrawing
{
    // What changes how the bars are read stands under them; what the environment asked for and did not get is in the CSV.
    // More than this and the footnotes outgrow the figure; all of them are in the CSV.
    private const int MostFootnotes = 4;
    private const int MostVersions = 3;

    /// <summary>The drawing as data, ready for the layout.</summary>
    public static Figure Draw(FigureRecipe recipe, FigureData data)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(data);
        var figure = recipe switch
        {
            AttributeBars bars => AttributeBarsDrawing.Draw(bars, data),
            CaptureSizeBars bars => AttributeBarsDrawing.Draw(bars, data),
            VersionBars bars => VersionBarsDrawing.Draw(bars, data),
            BreakdownStack stack => BreakdownDrawing.Draw(stack, data),
            RatioBars ratios => RatioBarsDrawing.Draw(ratios, data),
            UsageHeatMap map => UsageHeatMapDrawing.Draw(map, data),
            SortedRequestLines lines => SortedRequestsDrawing.Draw(lines, data),
            LoadCurves curves => LoadCurvesDrawing.Draw(curves, data),
            EngineCurves curves => EngineCurvesDrawing.Draw(curves, data),
            SampleTimeline timeline => SampleTimelineDrawing.Draw(timeline, data),
            KernelTimeline timeline => KernelTimelineDrawing.Draw(timeline, data),
            ScalingCurves curves => ScalingDrawing.Draw(curves, data),
            LoadFormatBars or PredictionBars => GroupedBarsDrawing.Draw(recipe, data),
            _ => throw new ArgumentException($"There is no drawing for {recipe.GetType().Name}.", nameof(recipe)),
        };
        return figure with { Subtitle = Subtitle(data), Footnotes = Footnotes(data) };
    }

    // The paper's own runs need no words; anything else must never be taken for them.
    private static string? Subtitle(FigureData data)
    {
        var dummy = Dummy(data);
        if (data.Profile == "paper")
        {
            return dummy?.Insert(0, "paper: ");
        }

        var engines = data.Runs.GroupBy(r => r.Record.Engine, StringComparer.Ordinal).SelectMany(Engines);
        var nodes = data.Runs.Select(r => r.Record.Identity.Node).Distinct(StringComparer.Ordinal);
        var synthetic = data.Runs.Any(r => r.Record.Model.Contains("synthetic", StringComparison.OrdinalIgnoreCase));
        return $"{data.Profile}: {string.Join(", ", engines)} on {string.Join(", ", nodes)}"
            + (synthetic ? ", synthetic model" : string.Empty)
            + dummy?.Insert(0, ", ")
            + Iterations(data);
    }

    private static string? Dummy(FigureData data) =>
        data.Runs.Count(DummyWeightRuns.Is) is var count && count == 0 ? null
        : count == data.Runs.Length ? "dummy weights"
        : "dummy weights in part";

    // A mean of one is no mean: the number of runs is said where it is small.
    private static string Iterations(FigureData data)
    {
        int[] counts = [.. data.Marks.Where(m => m.Panel == Panels.Main).Select(m => m.N).OfType<int>().Distinct()];
        return counts.Length > 0 && counts.Min() < 3
            ? counts.Length == 1
                ? $", n = {counts[0]}"
                : $", n = {counts.Min()}–{counts.Max()}"
            : string.Empty;
    }

    // Many releases are on the axis already.
    private static IEnumerable<string> Engines(IGrouping<string, MeasuredRun> runs)
    {
        string[] all =
        [
            .. runs.Select(r => r.Record.EngineVersion is { } v ? $"{Engine(runs.Key)} {v}" : Engine(runs.Key))
                .Distinct(StringComparer.Ordinal),
        ];
        return all.Length <= MostVersions ? all : [$"{all.Length} releases of {Engine(runs.Key)}"];
    }

    // The embedded engine's versions are those of the package that llama.cpp comes in.
    private static string Engine(string engine) =>
        engine switch
        {
            "vllm" => "vLLM",
            "llamacpp" => "node-llama-cpp",
            "tgi" => "TGI",
            "transformers" => "Transformers",
            _ => engine,
        };

    private static ImmutableArray<string> Footnotes(FigureData data)
    {
        ImmutableArray<string> notes =
        [
            .. data
                .Findings.Where(f => f.Kind != FindingKinds.SettingContradicted)
                .Select(f => f.Message)
                .Distinct(StringComparer.Ordinal),
        ];
        return notes.Length <= MostFootnotes
            ? notes
            :
            [
                .. notes.Take(MostFootnotes - 1),
                $"{notes.Length - MostFootnotes + 1} more remarks are in figure{data.Number}.csv.",
            ];
    }
}
