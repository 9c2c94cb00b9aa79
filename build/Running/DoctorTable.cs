using Refigure.Doctor;
using Spectre.Console;

namespace Refigure.Build.Running;

/// <summary>Findings as a table, a row each.</summary>
internal static class DoctorTable
{
    private const int WidthOfLogs = 132;
    private const int Widest = 180;

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

        using var text = new StringWriter();
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = AnsiSupport.No,
                ColorSystem = ColorSystemSupport.NoColors,
                Out = new AnsiConsoleOutput(text),
            }
        );
        console.Profile.Width = Console.IsOutputRedirected ? WidthOfLogs : Math.Clamp(Console.WindowWidth, 80, Widest);
        console.Write(table);
        return [.. text.ToString().Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0)];
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
