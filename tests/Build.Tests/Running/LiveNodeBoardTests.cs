using Refigure.Build.Running;
using Refigure.Nodes.Ssh;
using Spectre.Console;

namespace Refigure.Build.Tests.Running;

/// <summary>What a terminal shows of several machines.</summary>
public sealed class LiveNodeBoardTests
{
    [Fact]
    public void Each_machine_has_a_row_and_what_it_says_stands_above()
    {
        using var text = new StringWriter();
        var console = Console(text);

        using (var board = new LiveNodeBoard(console, "here", ["m1", "second"], follow: false, TimeProvider.System))
        {
            board.Show("m1", new JobProgress(3, 8, TimeSpan.FromSeconds(125), "x synthetic-60m warm-2 · starting"));
            board.Say("second", "its clock is 3.0 s ahead of this machine's.");
            board.End("second", "done");
        }

        var shown = text.ToString();
        shown.ShouldContain(
            "m1      ███████░░░░░░░░░░░░░  3/8 · about 2 min 5 s left · x synthetic-60m warm-2 · starting"
        );
        shown.ShouldContain("second  ████████████████████  done");
        shown.ShouldContain("second: its clock is 3.0 s ahead of this machine's.");
        shown.ShouldNotContain("here");
    }

    [Fact]
    public void A_machine_that_says_nothing_yet_is_getting_ready()
    {
        using var text = new StringWriter();

        using (new LiveNodeBoard(Console(text), "here", ["m1"], follow: false, TimeProvider.System)) { }

        text.ToString().ShouldContain("m1  ░░░░░░░░░░░░░░░░░░░░  getting ready");
    }

    private static IAnsiConsole Console(TextWriter text)
    {
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = AnsiSupport.Yes,
                Interactive = InteractionSupport.Yes,
                ColorSystem = ColorSystemSupport.NoColors,
                Out = new AnsiConsoleOutput(text),
            }
        );
        console.Profile.Width = 120;
        return console;
    }
}
