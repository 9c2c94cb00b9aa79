using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Refigure.Figures;

namespace Refigure.Verification;

/// <summary>
/// Reads <c>{"figures": {"3": {"bars": [{"label", "x", "mean", "sem", "printed"}…], "pcc", "slope"…}}}</c>. Bars may carry
/// their series as <c>type</c>, their x as <c>release</c> or <c>metric</c>, a <c>group</c>, or <c>predicted</c> and
/// <c>truth</c>; a heat map is given by its sums.
/// </summary>
internal static class ReferenceJson
{
    private static readonly (string Property, string Printed)[] Annotations =
    [
        (Annotation.Pearson, "pcc_printed"),
        (Annotation.Slope, ""),
        (Annotation.Intercept, ""),
        (Annotation.Total, "total_printed"),
        (Annotation.RootMeanSquare, ""),
        (Annotation.MeanDifference, ""),
        (Annotation.MeanRelativeDifference, ""),
    ];

    public static ImmutableSortedDictionary<int, ReferenceFigure> Read(string text, string file)
    {
        using var document = Parse(text, file);
        if (
            !document.RootElement.TryGetProperty("figures", out var figures)
            || figures.ValueKind != JsonValueKind.Object
        )
        {
            throw new UserErrorException(
                $"{file} has no object 'figures': expected one with a figure for each number."
            );
        }

        var read = ImmutableSortedDictionary.CreateBuilder<int, ReferenceFigure>();
        foreach (var property in figures.EnumerateObject())
        {
            if (!int.TryParse(property.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                throw new UserErrorException($"{file}: figures.{property.Name} is no figure's number.");
            }

            try
            {
                read[number] = Figure(number, property.Value);
            }
            catch (Exception e) when (e is InvalidOperationException or FormatException)
            {
                throw new UserErrorException(
                    $"{file}: a value of figures.{number} has an unexpected type: {e.Message}",
                    e
                );
            }
        }

        return read.ToImmutable();
    }

    private static JsonDocument Parse(string text, string file)
    {
        try
        {
            return JsonDocument.Parse(text.AsMemory().TrimStart('\uFEFF'));
        }
        catch (JsonException e)
        {
            throw new UserErrorException($"{file}, line {(e.LineNumber ?? 0) + 1}: this is not JSON.", e);
        }
    }

    private static ReferenceFigure Figure(int number, JsonElement figure)
    {
        var marks = ImmutableArray.CreateBuilder<ReferenceMark>();
        var n = Whole(figure, "n_iterations") ?? Whole(figure, "n_models");
        var labels = new List<string>();
        if (figure.TryGetProperty("bars", out var bars))
        {
            foreach (var bar in bars.EnumerateArray())
            {
                labels.Add(Text(bar, "group") ?? Text(bar, "label") ?? "");
                marks.AddRange(ReferenceBar.Read(bar, n));
            }
        }

        if (figure.TryGetProperty("inset", out var inset) && inset.TryGetProperty("points", out var points))
        {
            marks.AddRange(Points("points", points, labels));
        }

        if (figure.TryGetProperty("regression_line", out var line))
        {
            marks.AddRange(Points("fit", line, labels));
        }

        foreach (var (property, printed) in Annotations)
        {
            if (Number(figure, property) is { } value)
            {
                var mark = new FigureMark(Panels.Annotations, property, "", "", value, Error: null, N: null, "");
                var says = printed.Length > 0 && figure.TryGetProperty(printed, out _);
                marks.Add(new ReferenceMark(mark, says, says ? Text(figure, printed) : null));
            }
        }

        var sums = ProcessorUseSummary.Read(figure);
        marks.AddRange(sums);
        return new ReferenceFigure(number, marks.ToImmutable()) { IsSummary = sums.Length > 0 };
    }

    // A point has no label of its own; it stands at the same index as its bar.
    private static IEnumerable<ReferenceMark> Points(string series, JsonElement points, List<string> labels)
    {
        var i = 0;
        foreach (var point in points.EnumerateArray())
        {
            var label = i < labels.Count ? labels[i] : "";
            var x = FigureNumberText.Exact(point[0].GetDouble());
            i++;
            yield return new ReferenceMark(
                new FigureMark(Panels.Inset, series, label, x, point[1].GetDouble(), Error: null, N: null, "")
            );
        }
    }

    internal static string? Text(JsonElement element, string property) =>
        element.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    internal static double? Number(JsonElement element, string property) =>
        element.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.Number
            ? value.GetDouble()
            : null;

    private static int? Whole(JsonElement element, string property) => (int?)Number(element, property);
}
