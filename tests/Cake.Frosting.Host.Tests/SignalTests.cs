using System.Diagnostics;
using Cake.Frosting.Testing.Sample;

namespace Cake.Frosting.Host.Tests;

/// <summary>Real signals to a real process: this assembly's own program.</summary>
public sealed class SignalTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public async Task A_signal_ends_the_running_task_and_the_run_reports(string signal, int exitCode)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var process = await StartAsync("After");
        await SendAsync(signal, process);
        var output = await process.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
        var error = await process.StandardError.ReadToEndAsync().WaitAsync(Patience);
        await process.WaitForExitAsync().WaitAsync(Patience);

        process.ExitCode.ShouldBe(exitCode);
        output.ShouldStartWith("finally\n");
        output.ShouldContain("torn down, successful: False\n");
        output.ShouldContain("Interrupted");
        output.ShouldNotContain("after ran");
        error.ShouldBe(
            $"SIG{signal}: the running task is asked to end. A second time ends at once.\n"
                + $"Error: Interrupted by SIG{signal} at 'Wait'.\n"
        );
    }

    [Fact]
    public async Task A_second_signal_ends_a_task_that_takes_no_notice()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var process = await StartAsync("Stubborn");
        await SendAsync("INT", process);
        (await process.StandardError.ReadLineAsync()).ShouldStartWith("SIGINT: the running task is asked to end.");
        process.HasExited.ShouldBeFalse();
        await SendAsync("INT", process);
        await process.WaitForExitAsync().WaitAsync(Patience);
        process.ExitCode.ShouldBe(130);
    }

    [Fact]
    public async Task A_task_that_hears_of_the_signal_before_the_host_is_interrupted_too()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var process = await StartAsync("SelfWatching");
        await SendAsync("INT", process);
        var output = await process.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
        await process.WaitForExitAsync().WaitAsync(Patience);
        process.ExitCode.ShouldBe(130);
        output.ShouldContain("Interrupted");
    }

    private static async Task<Process> StartAsync(string target)
    {
        // A shell starts what runs in its background with SIGINT ignored, and so would be everything below these tests.
        string[] command = OperatingSystem.IsLinux() ? ["env", "--default-signal=INT,TERM", "dotnet"] : ["dotnet"];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(typeof(WaitTask).Assembly.Location);
        start.ArgumentList.Add("--target");
        start.ArgumentList.Add(target);
        var process = Process.Start(start)!;
        string? line;
        do
        {
            line = await process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        } while (line is not (null or "ready"));

        line.ShouldBe("ready");
        return process;
    }

    private static async Task SendAsync(string signal, Process process)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
        await kill.WaitForExitAsync().WaitAsync(Patience);
        kill.ExitCode.ShouldBe(0);
    }
}
