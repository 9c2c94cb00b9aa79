using Refigure.Load.Sockets;

namespace Refigure.Tests.Load.Sockets;

public sealed class OpenFileLimitTests
{
    [Fact]
    public void More_connections_than_the_system_gives_are_refused_before_anything_starts() =>
        Should
            .Throw<UserErrorException>(() => OpenFileLimit.Check(5000, 924))
            .Message.ShouldBe(
                "--concurrency 5000 needs as many connections, but the system lets this process have about 924: raise the limit of open files (ulimit -n 5200), or take a smaller concurrency."
            );

    [Fact]
    public void What_is_within_the_limit_or_has_none_is_let_through()
    {
        OpenFileLimit.Check(924, 924);
        OpenFileLimit.Check(5000, null);
    }
}
