using System.Globalization;
using Cake.Core.Diagnostics;

namespace Cake.Frosting.Hosting.Output;

/// <summary>Writes messages to the console: errors to the error stream, the rest to the output.</summary>
internal sealed class ConsoleLog(HostConsole console) : ICakeLog
{
    public Verbosity Verbosity { get; set; } = Verbosity.Normal;

    public void Write(Verbosity verbosity, LogLevel level, string format, params object?[] args)
    {
        if (verbosity > Verbosity)
        {
            return;
        }

        var text = args is { Length: > 0 } ? string.Format(CultureInfo.InvariantCulture, format, args) : format;
        if (level <= LogLevel.Error)
        {
            console.WriteErrorLine(text, Colour.Red);
        }
        else
        {
            console.WriteLine(text, ColourOf(level));
        }
    }

    private static Colour ColourOf(LogLevel level) =>
        level switch
        {
            LogLevel.Warning => Colour.Yellow,
            LogLevel.Verbose or LogLevel.Debug => Colour.Grey,
            _ => Colour.Plain,
        };
}
