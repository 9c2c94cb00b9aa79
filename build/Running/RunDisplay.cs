using System.Collections.Immutable;
using Cake.Common.Diagnostics;
using Spectre.Console;

namespace Refigure.Build.Running;

/// <summary>Shows how runs go: live bars on a terminal, a plain line a run in a log.</summary>
internal static class RunDisplay
{
    /// <summary>The display for this console.</summary>
    public static IRunDisplay For(BuildContext context)
    {
        IRunDisplay display = IsTerminal()
            ? new LiveRunDisplay(AnsiConsole.Console, context.Options.Follow, TimeProvider.System)
            : new PlainRunDisplay(line => context.Information("{0}", line), context.Options.Follow);
        return context.Options.State is { } file ? new StateFileDisplay(display, file) : display;
    }

    /// <summary>The board for this machine and others: a row each on a terminal, plain lines in a log.</summary>
    /// <param name="context">The options.</param>
    /// <param name="here">This machine's name.</param>
    /// <param name="nodes">The other ones.</param>
    public static INodeBoard Board(BuildContext context, string here, ImmutableArray<string> nodes) =>
        IsTerminal()
            ? new LiveNodeBoard(AnsiConsole.Console, here, nodes, context.Options.Follow, TimeProvider.System)
            : new PlainNodeBoard(
                line => context.Information("{0}", line),
                new PlainRunDisplay(line => context.Information("{0}", line), context.Options.Follow)
            );

    private static bool IsTerminal() =>
        !Console.IsOutputRedirected
        && !Console.IsErrorRedirected
        && Environment.GetEnvironmentVariable("CI") is null or ""
        && Environment.GetEnvironmentVariable("TERM") != "dumb";
}
