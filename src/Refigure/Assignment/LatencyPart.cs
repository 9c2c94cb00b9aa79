using Refigure.Drawing;
using Refigure.Plotting.Documents;
using Refigure.Plotting.Figures;
using Refigure.Plotting.Fonts;
using Refigure.Plotting.Layout;

namespace Refigure.Assignment;

/// <summary>A part of the report about one latency: the plot, its numbers, and a place for the analysis.</summary>
internal static class LatencyPart
{
    // A page has more room than a paper's column.
    private static readonly FigureFormat Wide = new("report", 5.4);
    private const double Height = 2.9;

    public static IEnumerable<Block> Of(AssignmentData data, int number, string title, string prompt, FontSet fonts)
    {
        yield return new Heading($"{number - 16}  {title}");
        if (data.Figure(number) is { Outcome: { HasData: true } outcome } figure)
        {
            var drawing = FigureDrawing.Draw(figure.Recipe, outcome.Data) with { Format = Wide, HeightInches = Height };
            yield return new Picture(
                FigureLayout.Arrange(drawing, fonts),
                $"Figure {number}: {figure.Recipe.Title}. Each line is one configuration; its requests stand in the order of their times, not of their arrival."
            );
            var rows = LatencyTable.Of(outcome.Data);
            yield return new Table(
                [
                    new("Configuration", 1.6),
                    new("n", 0.8, IsNumber: true),
                    new("mean, ms", 1, IsNumber: true),
                    new("median, ms", 1, IsNumber: true),
                    new("p90, ms", 1, IsNumber: true),
                    new("p99, ms", 1, IsNumber: true),
                    new("largest, ms", 1, IsNumber: true),
                    new($"median by that of {rows[0].Configuration}", 1.6, IsNumber: true),
                ],
                [
                    .. rows.Select(r =>
                        (System.Collections.Immutable.ImmutableArray<string>)
                            [
                                r.Configuration,
                                ReportNumbers.Count(r.Count),
                                ReportNumbers.Milliseconds(r.Mean),
                                ReportNumbers.Milliseconds(r.Median),
                                ReportNumbers.Milliseconds(r.P90),
                                ReportNumbers.Milliseconds(r.P99),
                                ReportNumbers.Milliseconds(r.Largest),
                                r.MedianRatio is { } ratio ? ReportNumbers.Short(ratio) : ReportNumbers.Missing,
                            ]
                    ),
                ]
            );
            if (rows.Any(r => r.P90 is null || r.P99 is null))
            {
                yield return new Paragraph(
                    $"{ReportNumbers.Missing}: too few requests for a value to be expected beyond it (p90 needs 10, p99 100)."
                )
                {
                    IsMuted = true,
                };
            }
        }
        else
        {
            yield return new Paragraph(data.Figure(number)?.Outcome.WhyNot ?? "There is no such figure.")
            {
                IsNotice = true,
            };
        }

        yield return new AnswerSpace($"Analysis{number}", prompt, Lines: 7);
    }
}
