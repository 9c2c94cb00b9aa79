using System.Collections.Immutable;
using System.Globalization;
using Refigure.Build.Running;
using Refigure.Evaluation;
using Spectre.Console;

namespace Refigure.Build.Evaluation;

/// <summary>What an evaluation will do, and what it came to, as tables.</summary>
internal static class EvaluationTable
{
    /// <summary>A row a step: what, how long, how much disk.</summary>
    public static string[] OfPlan(IEnumerable<PricedStep> steps)
    {
        var table = New("", "step", "time", "disk", "");
        var number = 0;
        foreach (var step in steps)
        {
            table.AddRow(
                new Text($"{++number}"),
                new Text(step.Step.Title),
                new Text(
                    step.Done is not null ? "done"
                    : step.Price.Time is { } time ? Rough(time)
                    : "nobody knows"
                ),
                new Text(step.Done is not null || step.Price.Bytes == 0 ? "" : Megabytes(step.Price.Bytes)),
                new Text(step.Done is not null ? "before, and nothing changed" : step.Note ?? "")
            );
        }

        return PlainTable.Lines(table);
    }

    /// <summary>A row a line.</summary>
    public static string[] OfResult(EvaluationResult result)
    {
        var table = New("", "part", "what", "why");
        foreach (
            var line in result.Lines.GroupBy(l => l.Part, StringComparer.Ordinal).SelectMany(p => p.OrderBy(First))
        )
        {
            table.AddRow(
                new Text(Word(line.Verdict)),
                new Text(line.Part),
                new Text(line.What),
                new Text(RunWords.Printable(line.Why))
            );
        }

        return PlainTable.Lines(table);
    }

    /// <summary>A time that is only known roughly.</summary>
    public static string Rough(TimeSpan time) =>
        time == TimeSpan.Zero ? ""
        : time < TimeSpan.FromSeconds(55) ? $"{Math.Max(5, 5 * (int)Math.Round(time.TotalSeconds / 5))} s"
        : time < TimeSpan.FromMinutes(90) ? $"{Math.Round(time.TotalMinutes)} min"
        : $"{(int)time.TotalHours} h {time.Minutes} min";

    /// <summary>An amount of disk.</summary>
    public static string Megabytes(long bytes) =>
        bytes < 10_000_000_000
            ? FormattableString.Invariant($"{Math.Max(1, bytes / 1e6):0} MB")
            : FormattableString.Invariant($"{bytes / 1e9:0.0} GB");

    // What needs a reader's eye is in capitals, as with the doctor.
    private static string Word(EvaluationVerdict verdict) =>
        verdict is EvaluationVerdict.Differs or EvaluationVerdict.Failed
            ? verdict.Word().ToUpperInvariant()
            : verdict.Word();

    // By the figure's number, whatever order the steps had; what is of no figure comes first.
    private static int First(EvaluationLine line) =>
        int.TryParse(
            string.Concat(line.What.SkipWhile(c => !char.IsAsciiDigit(c)).TakeWhile(char.IsAsciiDigit)),
            CultureInfo.InvariantCulture,
            out var number
        ) && line.What.StartsWith("figure", StringComparison.Ordinal)
            ? number
            : 0;

    private static Table New(params ImmutableArray<string> columns)
    {
        var table = new Table { Border = TableBorder.Ascii2, ShowRowSeparators = false };
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(column) { NoWrap = column is "" or "part" or "what" or "time" or "disk" });
        }

        return table;
    }
}
