using System.Collections.Immutable;
using Refigure.Files;
using Refigure.Running.Processes;

namespace Refigure.Running.SelfTest;

/// <summary>
/// Runs a small experiment again and again and lets something go wrong at the n-th file operation or process event, for every
/// n; then runs it once more and compares with an undisturbed one: the same runs and results, no finished run lost, nothing
/// half-made left, no process left.
/// </summary>
/// <param name="folder">Where: on the file system that is to be tested. Must be there; what is made goes away.</param>
/// <param name="processes">Starts processes.</param>
/// <param name="clock">The clock.</param>
public sealed class CrashSweep(string folder, IProcessSupervisor processes, TimeProvider clock)
{
    private readonly SelfTestWorld _world = new(folder, clock);

    /// <summary>Sweeps one mode.</summary>
    /// <param name="mode">What goes wrong.</param>
    /// <param name="progress">Hears how far it is.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>How many points were tried, and what was wrong; nothing if all is well.</returns>
    public async Task<(int Points, ImmutableArray<SweepFinding> Findings)> RunAsync(
        SweepMode mode,
        IWorkProgress progress,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(progress);
        var (undisturbed, points) = await UndisturbedAsync(mode, cancellation);
        var findings = ImmutableArray.CreateBuilder<SweepFinding>();
        for (var at = 1; at <= points; at++)
        {
            progress.Report($"self-test: {mode}", (double)at / (points + 1));
            foreach (var problem in await TryAsync(mode, at, undisturbed, cancellation))
            {
                findings.Add(new SweepFinding(mode, at, problem));
            }
        }

        progress.Report($"self-test: {mode}", 1);
        return (points, findings.DrainToImmutable());
    }

    private async Task<(SweepState State, int Points)> UndisturbedAsync(SweepMode mode, CancellationToken cancellation)
    {
        var root = Root();
        try
        {
            var files = new FaultyFileSystem(PhysicalFileSystem.Instance, 0, static _ => { });
            var watched = new WatchedSupervisor(processes, 0, static _ => { });
            await _world.RunAsync(root, files, watched, cancellation);
            return (SweepState.Of(root), IsAboutFiles(mode) ? files.Count : watched.Count);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private async Task<ImmutableArray<string>> TryAsync(
        SweepMode mode,
        int at,
        SweepState undisturbed,
        CancellationToken cancellation
    )
    {
        var root = Root();
        try
        {
            await DisturbAsync(root, mode, at, cancellation);
            var before = SweepState.Finished(root);
            try
            {
                await _world.RunAsync(root, PhysicalFileSystem.Instance, processes, cancellation);
            }
            catch (UserErrorException e)
            {
                return [$"the next start failed: {e.Message}"];
            }

            return SweepState.Of(root).Compare(undisturbed, before, _world.Mark);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private async Task DisturbAsync(string root, SweepMode mode, int at, CancellationToken cancellation)
    {
        using var interrupt = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var files = new FaultyFileSystem(
            PhysicalFileSystem.Instance,
            IsAboutFiles(mode) ? at : 0,
            operation =>
                throw (
                    mode == SweepMode.FileFails
                        ? new IOException($"No space left on device (simulated at: {operation})")
                        : new SimulatedCrashException(operation)
                )
        )
        {
            StaysBroken = mode != SweepMode.FileFails,
            TearsWrites = mode is SweepMode.HostEndsInWrite or SweepMode.FileFails,
        };
        var watched = new WatchedSupervisor(
            processes,
            IsAboutFiles(mode) ? 0 : at,
            identity =>
            {
                switch (mode)
                {
                    case SweepMode.HostEndsAtProcess:
                        files.Break();
                        break;
                    case SweepMode.UserInterrupts:
                        interrupt.Cancel();
                        break;
                    case SweepMode.EngineIsKilled when identity is not null:
                        ProcessTree.Signal(identity.Id, identity.StartTicks, LinuxCalls.Kill);
                        break;
                }
            }
        );
        try
        {
            await _world.RunAsync(root, files, watched, interrupt.Token);
        }
        catch (Exception e)
            when (e is SimulatedCrashException or UserErrorException
                || (e is OperationCanceledException && !cancellation.IsCancellationRequested)
            )
        {
            // As it was meant.
        }
    }

    private static bool IsAboutFiles(SweepMode mode) =>
        mode is SweepMode.HostEndsAtFile or SweepMode.HostEndsInWrite or SweepMode.FileFails;

    private string Root() => Directory.CreateDirectory(Path.Combine(folder, $"runs-{Guid.NewGuid():N}")).FullName;
}
