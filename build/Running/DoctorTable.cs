using Refigure.Doctor;
using Spectre.Console;

namespace Refigure.Build.Running;

/// <summary>Findings as a table, a row each.</summary>
internal static class DoctorTable
{
    /// <summary>The lines, as wide as the terminal, or as a log bears.</summary>
    public static IEnumerable<string> Of(IEnumerable<Finding> findings)
    {
        var table = new Table { Border = TableBorder.Ascii2, ShowRowSeparators = false };
        table.AddColumn(new TableColumn("") { NoWrap = true });
        table.AddColumn("what");
        table.AddColumn("found");
        table.AddColumn("what to do");
        foreach (var finding in findings)
        {
            table.AddRow(
                new Text(Word(finding.Verdict)),
                new Text(finding.What),
                new Text(finding.Found),
                new Text(finding.Fix ?? "")
            );
        }

        return PlainTable.Lines(table);
    }

    private static string Word(Verdict verdict) =>
        verdict switch
        {
            Verdict.Ok => "ok",
            Verdict.Note => "note",
            Verdict.Missing => "not here",
            _ => "BLOCKS",
        };
}
