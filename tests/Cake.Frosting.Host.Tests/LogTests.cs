using System.Text;
using Cake.Frosting.Hosting.Output;

namespace Cake.Frosting.Host.Tests;

public sealed class LogTests
{
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();

    private ConsoleLog Log(bool colours = false) =>
        new(new HostConsole(new StringWriter(_output), new StringWriter(_error), colours));

    [Fact]
    public void Messages_above_the_verbosity_are_not_shown()
    {
        var log = Log();
        log.Information("shown");
        log.Verbose("hidden");
        log.Information(Verbosity.Diagnostic, "hidden {0}", "too");
        log.Debug(write => throw new InvalidOperationException("made though hidden"));
        _output.ToString().ShouldBe($"shown{Environment.NewLine}");
    }

    [Fact]
    public void Errors_go_to_the_error_stream_at_every_verbosity()
    {
        var log = Log();
        using (log.QuietVerbosity())
        {
            log.Error("bad {0}", 1);
            log.Warning("hidden");
        }

        log.Warning("shown");
        _error.ToString().ShouldBe($"bad 1{Environment.NewLine}");
        _output.ToString().ShouldBe($"shown{Environment.NewLine}");
    }

    [Fact]
    public void Braces_in_a_text_are_braces()
    {
        Log().Information("{\"max_tokens\": 16}");
        _output.ToString().ShouldBe($"{{\"max_tokens\": 16}}{Environment.NewLine}");
    }

    [Fact]
    public void Values_and_messages_made_on_demand_are_written()
    {
        var log = Log();
        log.Information((object)1.5);
        log.Information(write => write("{0} of {1}", 2, 3));
        _output.ToString().ShouldBe($"1.5{Environment.NewLine}2 of 3{Environment.NewLine}");
    }

    [Fact]
    public void Colours_are_written_where_the_console_shows_them()
    {
        Log(colours: true).Warning("careful");
        _output.ToString().ShouldBe($"\e[33mcareful\e[0m{Environment.NewLine}");
    }
}
