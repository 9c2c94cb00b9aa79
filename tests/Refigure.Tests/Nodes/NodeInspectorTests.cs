using Refigure.Nodes;
using Refigure.Tests.Results;

namespace Refigure.Tests.Nodes;

public sealed class NodeInspectorTests : IDisposable
{
    private readonly TemporaryFolder _machine = new();

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void Facts_are_those_that_the_system_tells()
    {
        _machine.Write("proc/cpuinfo", "processor\t: 0\nmodel name\t: AMD EPYC 9654\nprocessor\t: 1\n");
        _machine.Write("proc/meminfo", "MemTotal:       24530088 kB\nMemAvailable:    1000 kB\n");
        _machine.Write("proc/sys/kernel/osrelease", "6.1.0-13-amd64\n");
        _machine.Write("etc/os-release", "ID=debian\nPRETTY_NAME=\"Debian GNU/Linux 12\"\n");

        var inspector = new NodeInspector(_machine.Root, () => null);

        inspector.Facts["cpu"].ShouldBe("AMD EPYC 9654");
        inspector.Facts["memory_bytes"].ShouldBe("25118810112");
        inspector.Facts["kernel"].ShouldBe("6.1.0-13-amd64");
        inspector.Facts["os"].ShouldBe("Debian GNU/Linux 12");
        inspector.Facts["cores"].ShouldBe($"{Environment.ProcessorCount}");
        inspector.AvailableMemory().ShouldBe(1_024_000);
    }

    [Fact]
    public void What_the_system_does_not_tell_is_absent()
    {
        _machine.Write("proc/meminfo", "MemTotal: much\n");

        var inspector = new NodeInspector(_machine.Root, () => null);

        inspector.Facts.Keys.ShouldBe(["cores", "os"]);
        inspector.AvailableMemory().ShouldBeNull();
    }

    [Fact]
    public void Free_disk_is_known_for_folders_that_do_not_exist_yet() =>
        new NodeInspector().FreeDisk(_machine["a/b/c"]).ShouldBeGreaterThan(0);
}
