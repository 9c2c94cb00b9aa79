using Refigure.Plotting.Documents;
using Refigure.Plotting.Fonts;

namespace Refigure.Assignment;

/// <summary>
/// The report as a document: what was measured, in tables and drawings, and marked places for what the student has to say. It
/// says what numbers are, and nowhere what they mean.
/// </summary>
public static class AssignmentReport
{
    /// <summary>The title.</summary>
    public const string Title = "vLLM benchmarking and profiling: report";

    /// <summary>The report.</summary>
    /// <param name="data">What was measured.</param>
    /// <param name="fonts">The fonts of the drawings.</param>
    public static Document Of(AssignmentData data, FontSet fonts)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(fonts);
        return new Document(
            [
                new Heading(Title, Level: 0),
                new FieldRow(["Name", "NetID", "Date"]),
                .. Notices(data),
                new Paragraph(
                    "Tables, drawings and numbers are computed from the runs that the last part names. What they mean is yours to say: the marked places are empty."
                )
                {
                    IsMuted = true,
                },
                .. SettingPart.Of(data),
                .. LatencyPart.Of(data, 18, "Time to first token (TTFT)", Prompts.Ttft, fonts),
                .. LatencyPart.Of(data, 19, "Time per output token (TPOT)", Prompts.Tpot, fonts),
                .. ProfilePart.Of(data, fonts),
                new Heading("5  Difficulties and surprising results"),
                new AnswerSpace("Difficulties", Prompts.Difficulties, Lines: 8),
                .. OriginPart.Of(data),
            ],
            data.Profile == "paper" ? Title : $"{Title}, profile {data.Profile}"
        );
    }

    private static IEnumerable<Block> Notices(AssignmentData data)
    {
        if (data.Caution is { } caution)
        {
            yield return new Paragraph(caution) { IsNotice = true };
        }

        if (!data.Gaps.IsEmpty)
        {
            yield return new Paragraph($"Not in this report:\n{string.Join('\n', data.Gaps.Select(g => g.Sentence))}")
            {
                IsNotice = true,
            };
        }
    }
}
