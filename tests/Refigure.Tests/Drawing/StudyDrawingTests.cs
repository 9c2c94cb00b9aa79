using System.Text.Json;
using Refigure.Plotting.Scenes;
using Refigure.Tests.Figures;

namespace Refigure.Tests.Drawing;

/// <summary>What the study's printed figures say, said by ours: every label, in the same order.</summary>
public sealed class StudyDrawingTests
{
    [DrawingTheory(ofTheStudy: true)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(10)]
    public void Bars_stand_in_the_published_order_with_the_published_values(int number)
    {
        var drawn = StudyFigures.Draw(number);
        var expected = Reference.Figure(number).GetProperty("bars").EnumerateArray().ToArray();

        drawn.Bars.Length.ShouldBe(expected.Length);
        drawn.PrintedValues.ShouldBe(expected.Select(b => b.Text("printed") ?? ""));
    }

    [DrawingTheory(ofTheStudy: true)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(8)]
    [InlineData(9)]
    public void Tick_labels_correlation_and_inset_are_the_published_ones(int number)
    {
        var drawn = StudyFigures.Draw(number);
        var reference = Reference.Figure(number);
        var inset = reference.GetProperty("inset");
        var ticks = reference.GetProperty("bars").EnumerateArray().Select(b => b.Text("tick") ?? "").ToArray();

        LabelsUnder(drawn).ShouldBe(ticks);
        Strings(drawn).ShouldContain(reference.Text("pcc_printed"));
        ShouldSay(drawn, reference.Text("ylabel"));
        ShouldSay(drawn, inset.Text("xlabel"));
        ShouldSay(drawn, inset.Text("ylabel"));
        PointsOfTheInset(drawn).ShouldBe(inset.GetProperty("points").GetArrayLength());
    }

    [DrawingFact(ofTheStudy: true)]
    public void Versions_have_their_months()
    {
        var drawn = StudyFigures.Draw(1);
        var expected = Reference.Figure(1).GetProperty("bars").EnumerateArray().ToArray();

        Lines(drawn, expected.Select(b => b.Text("label") ?? "")).ShouldBe(expected.Select(b => b.Text("label") ?? ""));
        Lines(drawn, expected.Select(b => b.Text("release") ?? ""))
            .ShouldBe(expected.Select(b => b.Text("release") ?? ""));
        Strings(drawn).ShouldContain("vLLM Version");
        Strings(drawn).ShouldContain("Start Up Time (s)");
    }

    [DrawingFact(ofTheStudy: true)]
    public void The_stack_has_its_values_total_and_both_legends_from_top_to_bottom()
    {
        var drawn = StudyFigures.Draw(2);
        var reference = Reference.Figure(2);
        var bars = reference.GetProperty("bars").EnumerateArray().ToArray();
        string[] names = [.. bars.Select(b => b.Text("label") ?? "")];

        drawn.Bars.Length.ShouldBe(11);
        drawn.PrintedValues.ShouldBe(
            bars.Select(b => b.GetProperty("printed").GetString()).OfType<string>(),
            "from bottom to top"
        );
        ShouldSay(drawn, reference.Text("total_printed"));
        names
            .OrderBy(n => drawn.Page.Texts.Single(t => t.Text == n).Box.Middle.Y)
            .ShouldBe(names.Reverse(), "as the stack: the last phase at the top");
        ShouldSay(drawn, "Resource Dominance");
        Strings(drawn).ShouldContain("CPU-dominant");
        Strings(drawn).ShouldContain("GPU-dominant");
        drawn
            .Bars.Select(b => b.Fill.Hatch != Hatch.None)
            .ShouldBe(bars.Select(b => b.Text("type") == "CPU"), "hatched where the CPU dominates");
    }

    [DrawingFact(ofTheStudy: true)]
    public void Ratios_have_their_steps_in_order()
    {
        var drawn = StudyFigures.Draw(10);
        var expected = Reference.Figure(10).GetProperty("bars").EnumerateArray().Select(b => b.Text("label") ?? "");

        LabelsUnder(drawn).ShouldBe(expected);
        Strings(drawn).ShouldContain("Normalized to node n1 values");
    }

    [DrawingFact(ofTheStudy: true)]
    public void The_heat_map_has_its_axes_and_the_scale_of_its_colours()
    {
        var drawn = StudyFigures.Draw(12);
        var reference = Reference.Figure(12);

        foreach (var caption in new[] { "xlabel", "ylabel", "colorbar_label" })
        {
            Strings(drawn).ShouldContain(reference.Text(caption));
        }

        Strings(drawn).ShouldContain("0");
        Strings(drawn).ShouldContain("100");
        CoreTick(drawn, "0").ShouldBeLessThan(CoreTick(drawn, "60"), "core 0 is at the top");
    }

    [DrawingTheory(ofTheStudy: true)]
    [InlineData(14)]
    [InlineData(17)]
    public void Groups_have_the_published_bars_labels_and_legend(int number)
    {
        var drawn = StudyFigures.Draw(number);
        var reference = Reference.Figure(number);
        var bars = reference.GetProperty("bars").EnumerateArray().ToArray();
        string[] expected =
            number == 14
                ?
                [
                    .. bars.OrderBy(b => Array.IndexOf(Groups(bars), b.Text("group")))
                        .ThenBy(b => b.Number("x"))
                        .Select(b => b.Text("printed") ?? ""),
                ]
                :
                [
                    .. bars.SelectMany(b => new[] { b.Text("printed_predicted"), b.Text("printed_truth") })
                        .OfType<string>(),
                ];

        drawn.PrintedValues.ShouldBe(expected);
        LabelsUnder(drawn).ShouldBe(number == 14 ? Groups(bars) : bars.Select(b => b.Text("label") ?? ""));
        ShouldSay(drawn, reference.Text("ylabel"));
        foreach (var series in reference.GetProperty("series").EnumerateArray())
        {
            Strings(drawn).ShouldContain(series.GetString());
        }
    }

    private static string[] Groups(JsonElement[] bars) => [.. bars.Select(b => b.Text("group") ?? "").Distinct()];

    private static void ShouldSay(Drawn drawn, string? text) =>
        drawn.Page.Says(text.ShouldNotBeNull()).ShouldBeTrue($"'{text}' is not on the page");

    private static IEnumerable<string> Strings(Drawn drawn) => drawn.Page.Texts.Select(t => t.Text);

    private static IEnumerable<string> Lines(Drawn drawn, IEnumerable<string> wanted)
    {
        var set = wanted.ToHashSet();
        return drawn.Page.Texts.Where(t => set.Contains(t.Text)).OrderBy(t => t.Box.Middle.X).Select(t => t.Text);
    }

    // Turned labels end under their bar, level ones have their middle there: the rightmost corner sorts both.
    private static IEnumerable<string> LabelsUnder(Drawn drawn)
    {
        var floor = drawn.Bars.Max(b => b.Bounds.Bottom);
        var ticks = drawn.Marks.Select(m => m.X).Concat(Wanted(drawn)).ToHashSet();
        return drawn
            .Page.Texts.Where(t => t.Box.Top > floor && ticks.Contains(t.Text))
            .OrderBy(t => t.Box.Right)
            .Select(t => t.Text);
    }

    private static IEnumerable<string> Wanted(Drawn drawn) =>
        drawn.Marks.SelectMany(m => new[] { m.Label, $"{m.Label} ({m.X})" });

    // The ticks of the cores are the leftmost numbers.
    private static double CoreTick(Drawn drawn, string core) =>
        (drawn.Page.Texts.Where(t => t.Text == core).MinBy(t => t.Box.Left)?.Box.Middle.Y).ShouldNotBeNull();

    // Markers are small and coloured, filled or of lines, and painted after the bars.
    private static int PointsOfTheInset(Drawn drawn)
    {
        var last = drawn.Bars.Max(b => b.Order);
        var filled = drawn.Page.Areas.Where(a => IsColoured(a.Fill.Color) && a.Bounds.Width < 8).Select(a => a.Order);
        var ofLines = drawn
            .Page.Strokes.Where(s => IsColoured(s.Stroke.Color) && s.Line.Bounds.Width < 8)
            .Select(s => s.Order);
        return filled.Concat(ofLines).Where(order => order > last).Distinct().Count();
    }

    private static bool IsColoured(Rgb color) =>
        Math.Max(color.R, Math.Max(color.G, color.B)) - Math.Min(color.R, Math.Min(color.G, color.B)) > 60;
}
