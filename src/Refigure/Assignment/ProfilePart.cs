using System.Collections.Immutable;
using Refigure.Drawing;
using Refigure.Figures;
using Refigure.Figures.Traces;
using Refigure.Plotting.Documents;
using Refigure.Plotting.Fonts;
using Refigure.Plotting.Layout;
using Refigure.Traces;

namespace Refigure.Assignment;

/// <summary>The part of the report about the profile: the kernels with the most time, and one all-reduce.</summary>
internal static class ProfilePart
{
    private const int Number = 20;
    private const int LongestName = 400;

    public static IEnumerable<Block> Of(AssignmentData data, FontSet fonts)
    {
        yield return new Heading("4  Where the GPUs' time goes");
        if (data.Kernels is not { } kernels || data.Figure(Number) is not { Outcome: { HasData: true } outcome } figure)
        {
            yield return new Paragraph(data.Figure(Number)?.Outcome.WhyNot ?? "Nothing was profiled.")
            {
                IsNotice = true,
            };
        }
        else
        {
            foreach (var block in Kernels(kernels))
            {
                yield return block;
            }

            yield return new Picture(
                FigureLayout.Arrange(FigureDrawing.Draw(figure.Recipe, outcome.Data), fonts),
                $"Figure {Number}: {figure.Recipe.Title}. {(HasTimeline(outcome.Data) ? "Above, the kernels by their share; below, all that the GPUs ran around one all-reduce, with its own time under each GPU's." : "The kernels by their share.")}"
            );
            foreach (var block in AllReduces(kernels))
            {
                yield return block;
            }
        }

        var isDrawn = data.Figure(Number)?.Outcome.Data is { } shown && HasTimeline(shown);
        yield return new AnswerSpace("AllReduce", isDrawn ? Prompts.AllReduce : Prompts.WithoutTimeline, Lines: 5);
    }

    private static bool HasTimeline(FigureData data) => data.Marks.Any(m => m.Panel == AllReduceMarks.Parts);

    private static IEnumerable<Block> Kernels(KernelProfile kernels)
    {
        var top = KernelTables.Top(kernels.Profile);
        yield return new Paragraph(
            $"The {KernelTables.Asked} kernels that took the most time, over all GPUs of the run {kernels.Run.Record.Identity.RelativeFolder}:"
        )
        {
            LeadsOn = true,
        };
        yield return new Table(
            [
                new("", 0.25),
                new("Kernel", 3.4),
                new("Class", 1.3),
                new("Time, %", 0.8, IsNumber: true),
                new("Total, ms", 1, IsNumber: true),
                new("Instances", 1, IsNumber: true),
                new("Mean, µs", 0.9, IsNumber: true),
                new("Median, µs", 1, IsNumber: true),
            ],
            [
                .. top.Select(
                    (k, i) =>
                        (ImmutableArray<string>)
                            [
                                ReportNumbers.Count(i + 1),
                                Cut(KernelNames.Short(k.Name)),
                                TraceTables.Word(k.Class),
                                ReportNumbers.Percent(k.Share),
                                ReportNumbers.Short(k.Total / 1e6),
                                ReportNumbers.Count(k.Calls),
                                ReportNumbers.Short(k.Mean / 1e3),
                                k.Median is { } median ? ReportNumbers.Short(median / 1e3) : ReportNumbers.Missing,
                            ]
                ),
            ]
        );
        yield return new Paragraph(
            string.Join('\n', top.Select((k, i) => $"{ReportNumbers.Count(i + 1)}: {Cut(k.Name)}"))
        )
        {
            IsMuted = true,
        };
    }

    private static IEnumerable<Block> AllReduces(KernelProfile kernels)
    {
        if (AllReduceFacts.Of(kernels.Profile) is not { } facts)
        {
            yield break;
        }

        yield return new Heading("All-reduces of the trace, in numbers", Level: 2);
        ImmutableArray<ImmutableArray<string>> rows =
        [
            [
                "Kernels that do it",
                string.Join(", ", facts.Kernels.Take(3).Select(k => Cut(KernelNames.Short(k.Name)))),
            ],
            ["Their share of the kernels' time", $"{ReportNumbers.Percent(facts.Share)} %"],
            .. facts.CallsByRank.IsEmpty
                ? (ImmutableArray<ImmutableArray<string>>)[]
                :
                [
                    ["Calls on each GPU", string.Join(", ", facts.CallsByRank.Select(ReportNumbers.Count))],
                ],
            .. facts.PerStep is not { } step
                ? (ImmutableArray<ImmutableArray<string>>)[]
                :
                [
                    [
                        "Calls in one forward pass",
                        step.Least == step.Most
                            ? ReportNumbers.Count(step.Least)
                            : $"{ReportNumbers.Count(step.Least)} to {ReportNumbers.Count(step.Most)}",
                    ],
                ],
            .. facts.Waiting + facts.Communicating <= 0
                ? (ImmutableArray<ImmutableArray<string>>)[]
                :
                [
                    ["Waiting for the last GPU, summed", $"{ReportNumbers.Short(facts.Waiting / 1e6)} ms"],
                    ["After it has come, summed", $"{ReportNumbers.Short(facts.Communicating / 1e6)} ms"],
                ],
        ];
        yield return new Table([new("Number", 2), new("Value", 4)], rows);
    }

    // Names come from traces: some are longer than a page.
    private static string Cut(string name) =>
        name.Length <= LongestName ? name : string.Concat(name.AsSpan(0, LongestName - 1), "…");
}
