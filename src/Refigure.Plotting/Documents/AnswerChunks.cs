using System.Collections.Immutable;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Documents;

/// <summary>Places that a reader fills in: nobody can take one for something that is there already.</summary>
internal static class AnswerChunks
{
    private const string Mark = "YOUR OWN WORDS";
    private const double Padding = 7;
    private const int MostOfPrompt = 8;

    public static IEnumerable<Chunk> Of(AnswerSpace answer, DocumentText text)
    {
        var style = text.Style;
        var prompt = text.Wrap(answer.Prompt, style.SmallSize, style.TextWidth - (2 * Padding), most: MostOfPrompt);
        var line = DocumentText.LineHeight(style.SmallSize);
        var top = Padding + (line * (prompt.Length + 1));
        var height = top + (answer.Lines * style.RuleDistance) + Padding;
        yield return new Chunk(
            height,
            [
                DocumentText.Box(new(0, 0, style.TextWidth, height), style.AccentGround),
                new PathItem(
                    PathGeometry.Rectangle(new(0, 0, style.TextWidth, height)),
                    Stroke: new Stroke(style.Accent, 0.8, [4, 3])
                ),
                text.Line(Mark, Padding, Padding, style.SmallSize, style.Accent, bold: true),
                .. text.Lines(prompt, Padding, Padding + line, style.SmallSize, style.Ink),
                .. Enumerable
                    .Range(1, answer.Lines)
                    .Select(i =>
                        DocumentText.Rule(
                            Padding,
                            style.TextWidth - Padding,
                            top + (i * style.RuleDistance),
                            style.Rule
                        )
                    ),
            ]
        )
        {
            Before = 10,
            Fields =
            [
                new(
                    answer.Name,
                    answer.Prompt,
                    new(Padding, top + 2, style.TextWidth - (2 * Padding), answer.Lines * style.RuleDistance),
                    IsLong: true
                ),
            ],
        };
    }

    public static IEnumerable<Chunk> Of(FieldRow row, DocumentText text)
    {
        const double Height = 34;
        var style = text.Style;
        var width = (style.TextWidth - (12 * (row.Labels.Length - 1))) / row.Labels.Length;
        var items = ImmutableArray.CreateBuilder<SceneItem>();
        var fields = ImmutableArray.CreateBuilder<FormField>();
        for (var i = 0; i < row.Labels.Length; i++)
        {
            var left = i * (width + 12);
            var label = row.Labels[i];
            items.Add(DocumentText.Box(new(left, 0, width, Height), style.AccentGround));
            items.Add(
                text.Line(
                    text.Wrap(label, style.SmallSize, width - 8, bold: true)[0],
                    left + 4,
                    2,
                    style.SmallSize,
                    style.Accent,
                    bold: true
                )
            );
            items.Add(DocumentText.Rule(left, left + width, Height, style.Accent, 0.8));
            fields.Add(
                new(
                    string.Concat(label.Where(char.IsAsciiLetterOrDigit)),
                    label,
                    new(left + 3, 14, width - 6, Height - 16),
                    IsLong: false
                )
            );
        }

        yield return new Chunk(Height, items.ToImmutable()) { Before = 8, Fields = fields.ToImmutable() };
    }
}
