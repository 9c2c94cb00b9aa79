using Spectre.Console;

namespace Refigure.Build.Running;

/// <summary>Tables as lines of text.</summary>
internal static class PlainTable
{
    private const int WidthOfLogs = 132;
    private const int Widest = 180;

    /// <summary>The lines, as wide as the terminal, or as a log bears.</summary>
    public static string[] Lines(Table table)
    {
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
}
