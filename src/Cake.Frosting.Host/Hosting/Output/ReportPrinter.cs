using System.Globalization;
using Cake.Core.Diagnostics;
using Cake.Frosting.Hosting.Running;

namespace Cake.Frosting.Hosting.Output;

/// <summary>The table at the end: what ran, how long, and how it ended.</summary>
internal static class ReportPrinter
{
    private const int LeastNameWidth = 30;
    private const int ColumnWidth = 20;

    public static void Print(HostConsole console, IReadOnlyList<ReportEntry> entries, Verbosity verbosity)
    {
        var shown = entries
            .Where(entry => entry.Status != EntryStatus.Delegated || verbosity >= Verbosity.Verbose)
            .ToList();
        if (shown.Count == 0)
        {
            return;
        }

        var nameWidth = LeastNameWidth;
        foreach (var entry in shown)
        {
            nameWidth = Math.Max(nameWidth, entry.Name.Length + 1);
        }

        var rule = new string('-', nameWidth + (2 * ColumnWidth));
        string Row(string name, string duration, string status) =>
            name.PadRight(nameWidth) + duration.PadRight(ColumnWidth) + status.PadRight(ColumnWidth);

        console.WriteLine();
        console.WriteLine(Row("Task", "Duration", "Status"), Colour.Green);
        console.WriteLine(rule, Colour.Green);
        foreach (var entry in shown)
        {
            console.WriteLine(Row(entry.Name, Duration(entry), StatusText(entry.Status)), ColourOf(entry));
        }

        // The rows that are not shown took time too.
        var total = TimeSpan.Zero;
        foreach (var entry in entries)
        {
            total += entry.Duration;
        }

        console.WriteLine(rule, Colour.Green);
        console.WriteLine(Row("Total:", Format(total), string.Empty), Colour.Green);
    }

    private static string Duration(ReportEntry entry) =>
        entry.Status == EntryStatus.Skipped ? "-" : Format(entry.Duration);

    private static string Format(TimeSpan duration) => duration.ToString("c", CultureInfo.InvariantCulture);

    private static string StatusText(EntryStatus status) =>
        status switch
        {
            EntryStatus.Succeeded => "Succeeded",
            EntryStatus.Skipped => "Skipped",
            EntryStatus.Delegated => "Delegated",
            EntryStatus.Interrupted => "Interrupted",
            _ => "Failed",
        };

    private static Colour ColourOf(ReportEntry entry) =>
        entry.Status switch
        {
            EntryStatus.Failed or EntryStatus.Interrupted => Colour.Red,
            EntryStatus.Skipped or EntryStatus.Delegated => Colour.Grey,
            _ => entry.IsLifetime ? Colour.Cyan : Colour.Green,
        };
}
