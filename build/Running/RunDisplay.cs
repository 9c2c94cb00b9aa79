using Cake.Common.Diagnostics;
using Spectre.Console;

namespace Refigure.Build.Running;

/// <summary>Shows how runs go: live bars on a terminal, a plain line a run in a log.</summary>
internal static class RunDisplay
{
    /// <summary>The display for this console; plain lines where other machines' lines come between.</summary>
    public static IRunDisplay For(BuildContext context, bool withOthers = false) =>
        IsTerminal() && !withOthers
            ? new LiveRunDisplay(AnsiConsole.Console, context.Options.Follow, TimeProvider.System)
            : new PlainRunDisplay(line => context.Information("{0}", line), context.Options.Follow);

    private static bool IsTerminal() =>
        !Console.IsOutputRedirected
        && !Console.IsErrorRedirected
        && Environment.GetEnvironmentVariable("CI") is null or ""
        && Environment.GetEnvironmentVariable("TERM") != "dumb";
}
