using System.Collections.Immutable;
using Refigure.Figures;
using Refigure.Plotting.Colors;
using Refigure.Plotting.Figures;
using Refigure.Plotting.Marks;
using Refigure.Plotting.Scenes;

namespace Refigure.Drawing;

/// <summary>
/// Figures 3–9 and 15: bars sorted by an attribute, each in a colour of its own that is also that of its point in the inset.
/// </summary>
internal static class AttributeBarsDrawing
{
    public static Figure Draw(AttributeBars recipe, FigureData data)
    {
        // The size is part of a model's name; any other attribute is printed beside it.
        var isSize = recipe.Attribute == Catalog.ModelAttribute.Size;
        return Draw(
            data,
            new CategoryAxis([.. data.Main().Select(m => isSize || m.X.Length == 0 ? m.Label : $"{m.Label} ({m.X})")]),
            recipe.ValueAxis,
            recipe.AttributeAxis,
            recipe.InsetValueAxis
        );
    }

    public static Figure Draw(CaptureSizeBars recipe, FigureData data) =>
        Draw(
            data,
            new CategoryAxis([.. data.Main().Select(m => m.X)], recipe.AttributeAxis),
            recipe.ValueAxis,
            recipe.AttributeAxis,
            recipe.InsetValueAxis
        );

    private static Figure Draw(FigureData data, CategoryAxis x, string valueAxis, string attribute, string insetValue)
    {
        ImmutableArray<Bar> bars = [.. data.Main().Select((m, i) => m.ToBar(data.Number, new Fill(Palette.Color(i))))];
        return new Figure
        {
            Format = FigureFormat.Column,
            HeightInches = 3.1,
            Panels =
            [
                new Panel
                {
                    X = x,
                    Y = new ValueAxis(valueAxis) { Min = 0 },
                    Marks = [new GroupedBars([new BarSeries(string.Empty, bars, new Fill(Palette.Main))])],
                    Insets = InsetFit.Of(data, attribute, insetValue),
                    Notes = data.Printed(Annotation.Pearson) is { } pearson ? [new Note(pearson)] : [],
                },
            ],
        };
    }
}
