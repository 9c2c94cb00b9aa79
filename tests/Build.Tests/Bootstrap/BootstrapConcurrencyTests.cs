using System.Diagnostics;

namespace Refigure.Build.Tests.Bootstrap;

public sealed class BootstrapConcurrencyTests : IDisposable
{
    private readonly BootstrapSandbox sandbox = new();

    public void Dispose() => sandbox.Dispose();

    [UnixFact]
    public void Two_calls_at_once_compile_once_and_both_run()
    {
        using var first = sandbox.Start([], ("FAKE_SECONDS", "1"));
        using var second = sandbox.Start([], ("FAKE_SECONDS", "1"));
        BootstrapSandbox.Finish(first).Lines[0].ShouldBe("host one");
        BootstrapSandbox.Finish(second).Lines[0].ShouldBe("host one");
        sandbox.Published.ShouldBe(1);
    }

    [UnixFact]
    public async Task A_compile_that_is_killed_leaves_the_old_host_and_the_next_call_compiles()
    {
        sandbox.Run();
        var hosts = sandbox.Hosts;
        sandbox.Write("src/A.cs", "two");
        using (var killed = sandbox.Start([], ("FAKE_SECONDS", "3")))
        {
            await UntilAsync(() => sandbox.Published == 2);
            killed.Kill(entireProcessTree: true);
            await killed.WaitForExitAsync();
        }

        sandbox.Hosts.Where(name => name.StartsWith("host-", StringComparison.Ordinal)).ShouldBe(hosts);
        var next = sandbox.Run();
        next.Lines[0].ShouldBe("host two");
        next.ExitCode.ShouldBe(0);
        sandbox.Hosts.ShouldNotContain("lock");
    }

    [UnixFact]
    public async Task A_host_that_runs_keeps_its_assemblies_until_it_has_ended()
    {
        sandbox.Run();
        var old = sandbox.Hosts.ShouldHaveSingleItem();
        using (var running = sandbox.Start([], ("FAKE_WAIT", "yes")))
        {
            (await running.StandardOutput.ReadLineAsync()).ShouldBe("host one");
            sandbox.Write("src/A.cs", "two");
            sandbox.Run().Lines[0].ShouldBe("host two");
            sandbox.Hosts.ShouldContain(old);
            BootstrapSandbox.Finish(running).ExitCode.ShouldBe(0);
        }

        sandbox.Write("src/A.cs", "three");
        sandbox.Run().Lines[0].ShouldBe("host three");
        sandbox.Hosts.Length.ShouldBe(1);
        sandbox.Hosts.ShouldNotContain(old);
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
