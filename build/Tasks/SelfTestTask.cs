using Cake.Common.Diagnostics;
using Cake.Core;
using Cake.Frosting;
using Refigure.Running.Processes;
using Refigure.Running.SelfTest;

namespace Refigure.Build.Tasks;

/// <summary>
/// Lets something go wrong at every file operation and process event of a small experiment, on the file system where runs are
/// kept, and checks that nothing is lost.
/// </summary>
[TaskName("SelfTest")]
[TaskDescription(
    "Crash a small experiment at every point, on the file system of --runs DIR, and check that nothing is lost"
)]
public sealed class SelfTestTask : AsyncFrostingTask<BuildContext>
{
    private readonly Interruption _interruption;

    /// <summary>With what ends long work.</summary>
    public SelfTestTask(Interruption interruption)
    {
        _interruption = interruption;
    }

    /// <inheritdoc />
    public override async Task RunAsync(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var findings = 0;
        await UserErrors.AsExitCode2Async(async () => findings = await Sweep(context));
        if (findings > 0)
        {
            throw new CakeException(1, $"The self-test found {findings} problems; see above.");
        }
    }

    private async Task<int> Sweep(BuildContext context)
    {
        var folder = Folder(context.Options.Runs);
        try
        {
            var sweep = new CrashSweep(folder, new ProcessSupervisor(TimeProvider.System), TimeProvider.System);
            var findings = 0;
            foreach (var mode in Enum.GetValues<SweepMode>())
            {
                var (points, found) = await sweep.RunAsync(mode, SilentWork.Instance, _interruption.Token);
                context.Information(
                    "{0}: {1} points, {2}",
                    Words(mode),
                    points,
                    found.IsEmpty ? "all well" : "problems"
                );
                foreach (var finding in found)
                {
                    context.Error("  at {0}: {1}", finding.At, finding.Problem);
                }

                findings += found.Length;
            }

            return findings;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Folder(string runs)
    {
        try
        {
            return Directory.CreateDirectory(Path.Combine(runs, $".self-test-{Environment.ProcessId}")).FullName;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException(
                $"{runs} cannot be written to ({e.Message.TrimEnd('.')}): name another folder with --runs.",
                e
            );
        }
    }

    private static string Words(SweepMode mode) =>
        mode switch
        {
            SweepMode.HostEndsAtFile => "the host ends at a file operation",
            SweepMode.HostEndsInWrite => "the host ends in the middle of a write",
            SweepMode.FileFails => "a file operation fails, as on a full disk",
            SweepMode.HostEndsAtProcess => "the host ends at a process event",
            SweepMode.EngineIsKilled => "the engine is killed",
            SweepMode.UserInterrupts => "the user interrupts",
            _ => throw new ArgumentOutOfRangeException(nameof(mode)),
        };

    // A line a mode is enough.
    private sealed class SilentWork : IWorkProgress
    {
        public static SilentWork Instance { get; } = new();

        public void Report(string what, double? fraction) { }
    }
}
