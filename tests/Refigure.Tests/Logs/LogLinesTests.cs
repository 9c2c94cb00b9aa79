using System.Text;
using Refigure.Logs;

namespace Refigure.Tests.Logs;

/// <summary>Lines of a log, for showing where a number comes from.</summary>
public sealed class LogLinesTests
{
    private static readonly byte[] Log = Encoding.UTF8.GetBytes(
        "first\r\n\u001b[1;36m(EngineCore_0 pid=8)\u001b[0;0m INFO 02-09 16:10:00 [a.py:1] two\ttabs\n"
            + "\rbar 1\rbar 2 INFO 02-09 16:10:00 [a.py:1] glued\r\rbar 3\nfür Ä\0\u00ff\nlast"
    );

    [Fact]
    public void Lines_come_ready_to_print()
    {
        var lines = LogLines.Get(Log, [5, 2, 1, 3, 4, 77]);

        lines.ShouldBe([
            new LogLine(1, "first"),
            new LogLine(2, "(EngineCore_0 pid=8) INFO 02-09 16:10:00 [a.py:1] two tabs"),
            new LogLine(3, "bar 2 INFO 02-09 16:10:00 [a.py:1] glued"),
            new LogLine(4, "für Ä ÿ"),
            new LogLine(5, "last"),
        ]);
        LogLines.Get(Log, [3, 3, 2, 2]).ShouldBe(lines[1..3]);
        LogLines.Get(Log, []).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("\u001b[1;36mabcdef", "abcde…")]
    [InlineData("abc\u001b[0mdef", "abcde…")]
    [InlineData("abcde", "abcde")]
    [InlineData(" a\tb ", "a b")]
    [InlineData("abcd😀e", "abcd…")]
    [InlineData("abc😀e", "abc😀…")]
    [InlineData("äöüßé", "äöüßé")]
    [InlineData("äöüßéx", "äöüßé…")]
    public void Five_characters_are_kept_whatever_is_between_them(string line, string kept) =>
        LogLines.Get(Encoding.UTF8.GetBytes(line), [1], longest: 5).ShouldBe([new LogLine(1, kept)]);

    [Fact]
    public void Long_lines_are_cut_and_streams_give_the_same()
    {
        using var stream = new MemoryStream(Log);

        LogLines.Get(stream, [1], longest: 3).ShouldBe([new LogLine(1, "fir…")]);
        stream.CanRead.ShouldBeTrue();
    }
}
