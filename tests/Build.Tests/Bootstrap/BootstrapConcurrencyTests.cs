using System.Diagnostics;

namespace Refigure.Build.Tests.Bootstrap;

public sealed class BootstrapConcurrencyTests : IDisposable
{
    private readonly BootstrapSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [UnixFact]
    public void Two_calls_at_once_compile_once_and_both_run()
    {
        using var first = _sandbox.Start([], ("FAKE_SECONDS", "1"));
        using var second = _sandbox.Start([], ("FAKE_SECONDS", "1"));
        BootstrapSandbox.Finish(first).Lines[0].ShouldBe("host one");
        BootstrapSandbox.Finish(second).Lines[0].ShouldBe("host one");
        _sandbox.Published.ShouldBe(1);
    }

    [UnixFact]
    public async Task A_compile_that_is_killed_leaves_the_old_host_and_the_next_call_compiles()
    {
        _sandbox.Run();
        var hosts = _sandbox.Hosts;
        _sandbox.Write("src/A.cs", "two");
        using (var killed = _sandbox.Start([], ("FAKE_SECONDS", "3")))
        {
            await UntilAsync(() => _sandbox.Published == 2);
            killed.Kill(entireProcessTree: true);
            await killed.WaitForExitAsync();
        }

        _sandbox.Hosts.Where(name => name.StartsWith("host-", StringComparison.Ordinal)).ShouldBe(hosts);
        var next = _sandbox.Run();
        next.Lines[0].ShouldBe("host two");
        next.ExitCode.ShouldBe(0);
        _sandbox.Hosts.ShouldNotContain("lock");
    }

    [UnixFact]
    public async Task A_host_that_runs_keeps_its_assemblies_until_it_has_ended()
    {
        _sandbox.Run();
        var old = _sandbox.Hosts.ShouldHaveSingleItem();
        using (var running = _sandbox.Start([], ("FAKE_WAIT", "yes")))
        {
            (await running.StandardOutput.ReadLineAsync()).ShouldBe("host one");
            _sandbox.Write("src/A.cs", "two");
            _sandbox.Run().Lines[0].ShouldBe("host two");
            _sandbox.Hosts.ShouldContain(old);
            BootstrapSandbox.Finish(running).ExitCode.ShouldBe(0);
        }

        _sandbox.Write("src/A.cs", "three");
        _sandbox.Run().Lines[0].ShouldBe("host three");
        _sandbox.Hosts.Length.ShouldBe(1);
        _sandbox.Hosts.ShouldNotContain(old);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        var clock = Stopwatch.StartNew();
        while (!condition())
        {
            clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(60));
            await Task.Delay(20);
        }
    }
}
