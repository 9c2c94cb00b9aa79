using System.Collections.Immutable;
using Refigure.Drawing;
using Refigure.Figures;
using Refigure.Plotting.Layout;
using Refigure.Plotting.Scenes;

namespace Refigure.Tests.Drawing;

/// <summary>A figure on its way to the reader: its numbers, its page, and a look at the page.</summary>
internal sealed record Drawn(FigureRecipe Recipe, FigureData Data, Scene Scene, PageReader Page)
{
    /// <summary>Computes, inspects, draws and lays out a figure, as the build host does.</summary>
    public static Drawn Of(int number, FigureInput input)
    {
        var recipe = FigureRecipes.Find(number).ShouldNotBeNull();
        var outcome = recipe.Compute(input);
        outcome.WhyNot.ShouldBeNull();
        var data = FigureGuard.Inspect(recipe, outcome.Data.ShouldNotBeNull()).Data.ShouldNotBeNull();
        var scene = FigureLayout.Arrange(FigureDrawing.Draw(recipe, data), DrawingFont.Required);
        return new(recipe, data, scene, new PageReader(scene, DrawingFont.Required));
    }

    public ImmutableArray<FigureMark> Marks => [.. Data.Marks.Where(m => m.Panel == Panels.Main)];

    /// <summary>
    /// The bars from left to right, or of a stack from bottom to top: the coloured rectangles that stand on one line, or on
    /// one another, as many as there are values over 0.
    /// </summary>
    public ImmutableArray<PageArea> Bars
    {
        get
        {
            var expected = Marks.Count(m => m.Y > 0);
            var candidates = Page.ColouredRectangles.ToList();
            var found =
                Recipe is BreakdownStack
                    ? candidates.GroupBy(a => (a.Bounds.X, a.Bounds.Width)).OrderByDescending(g => g.Key.Width)
                    : candidates.GroupBy(a => (Math.Round(a.Bounds.Bottom, 6), 0.0)).OrderByDescending(g => g.Count());
            var bars = found.FirstOrDefault(g => g.Count() == expected).ShouldNotBeNull("the page has no such bars");
            return Recipe is BreakdownStack
                ? [.. bars.OrderByDescending(a => a.Bounds.Bottom)]
                : [.. bars.OrderBy(a => a.Bounds.X)];
        }
    }

    /// <summary>The printed values, from left to right or, of a stack, from bottom to top.</summary>
    public IEnumerable<string> PrintedValues
    {
        get
        {
            var values = Marks.Select(m => FigureNumberText.InMark(Data.Number, m.Y)).OfType<string>().ToHashSet();
            var bars = Bars;
            var (left, right) = (bars.Min(b => b.Bounds.X), bars.Max(b => b.Bounds.Right));
            var bottom = bars.Max(b => b.Bounds.Bottom);
            var found = Page.Texts.Where(t =>
                values.Contains(t.Text)
                && t.Box.Middle.X > left
                && t.Box.Middle.X < right + 40
                && t.Box.Middle.Y < bottom
            );
            return (
                Recipe is BreakdownStack
                    ? found.OrderByDescending(t => t.Box.Middle.Y)
                    : found.OrderBy(t => t.Box.Middle.X)
            ).Select(t => t.Text);
        }
    }
}
