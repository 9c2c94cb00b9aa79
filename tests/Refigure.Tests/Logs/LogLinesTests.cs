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

        lines.Keys.ShouldBe([1, 2, 3, 4, 5]);
        lines[1].ShouldBe("first");
        lines[2].ShouldBe("(EngineCore_0 pid=8) INFO 02-09 16:10:00 [a.py:1] two tabs");
        lines[3].ShouldBe("bar 2 INFO 02-09 16:10:00 [a.py:1] glued");
        lines[4].ShouldBe("für Ä ÿ");
        lines[5].ShouldBe("last");
    }

    [Fact]
    public void Long_lines_are_cut_and_streams_give_the_same()
    {
        using var stream = new MemoryStream(Log);

        LogLines.Get(stream, [1], longest: 3)[1].ShouldBe("fir…");
        stream.CanRead.ShouldBeTrue();
    }
}
