using System.Text.Json;
using Refigure.Figures;
using static Refigure.Verification.ReferenceJson;

namespace Refigure.Verification;

/// <summary>Reads a bar of a JSON reference as one mark, or as the two of a prediction and its truth.</summary>
internal static class ReferenceBar
{
    public static IEnumerable<ReferenceMark> Read(JsonElement bar, int? n)
    {
        var label = Text(bar, "label") ?? "";
        if (Number(bar, "predicted") is { } predicted)
        {
            yield return One("Predicted", label, X(bar, "x_predicted"), predicted, error: null, n: null)
                .Printing(bar, "printed_predicted");
            yield return One("Truth", label, X(bar, "x_truth"), Number(bar, "truth"), error: null, n: null)
                .Printing(bar, "printed_truth");
            yield break;
        }

        var group = Text(bar, "group");
        var series =
            group is not null ? label
            : Text(bar, "type") is { } type ? $"{type}-dominant"
            : "";
        var x = X(bar, "x") is { Length: > 0 } number ? number : Text(bar, "release") ?? Text(bar, "metric") ?? "";
        yield return One(series, group ?? label, x, Number(bar, "mean"), Number(bar, "sem"), n)
            .Printing(bar, "printed");
    }

    private static ReferenceMark One(string series, string label, string x, double? y, double? error, int? n) =>
        new(new FigureMark(Panels.Main, series, label, x, y, error, n, Unit: ""));

    private static ReferenceMark Printing(this ReferenceMark mark, JsonElement bar, string property) =>
        bar.TryGetProperty(property, out _) ? mark with { SaysPrinted = true, Printed = Text(bar, property) } : mark;

    private static string X(JsonElement bar, string property) =>
        Number(bar, property) is { } x ? FigureNumberText.Exact(x) : "";
}
