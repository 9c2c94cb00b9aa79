using System.Collections.Immutable;
using Refigure.Engines;
using Refigure.Nodes;
using Refigure.Planning;
using Refigure.Results;
using Refigure.Running.Gpus;
using Refigure.Running.Processes;
using Refigure.Running.Readiness;

namespace Refigure.Running;

/// <summary>Puts the caches into the claimed state, starts the engine, waits until it is ready, and ends it.</summary>
/// <param name="machine">Where.</param>
internal sealed class EngineStarter(RunMachine machine)
{
    private const int Terminate = 15;
    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(10);

    // An engine that ends by itself gives back a GPU's memory, and waits for its workers.
    private static readonly TimeSpan OwnEnd = TimeSpan.FromSeconds(60);

    /// <summary>Does it; fills the engine's compile cache with a start of its own first where it must be warm and is not.</summary>
    /// <param name="run">The run.</param>
    /// <param name="preparation">What it needs.</param>
    /// <param name="folder">Where its raw files go.</param>
    /// <param name="progress">Hears how far it is.</param>
    /// <param name="cancellation">Ends the engine; nothing of it is left when this returns.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<EngineRun> StartAsync(
        PlannedRun run,
        RunPreparation preparation,
        string folder,
        IRunProgress progress,
        CancellationToken cancellation
    )
    {
        if (!preparation.Engine.HasCompileCache)
        {
            return await StartOnceAsync(run, preparation, folder, folder, null, progress, cancellation);
        }

        var compiled =
            machine.CompileCaches?.Of(run.Inputs)
            ?? throw new InvalidOperationException("an engine with a compile cache needs a place for it");
        if (run.Identity.Cache is CacheState.Cold or CacheState.CompileCold)
        {
            compiled.Empty();
        }
        else if (!compiled.IsFilled)
        {
            var filling = Path.Combine(folder, "filling-the-cache");
            machine.Files.CreateDirectory(filling);
            compiled.Empty();
            var first = await StartOnceAsync(run, preparation, folder, filling, compiled, progress, cancellation);
            if (first.Readiness != StartResult.Ready)
            {
                return first;
            }

            compiled.MarkFilled();
            machine.Files.DeleteDirectory(filling);
        }

        var made = await StartOnceAsync(run, preparation, folder, folder, compiled, progress, cancellation);
        if (made.Readiness == StartResult.Ready && !compiled.IsFilled)
        {
            compiled.MarkFilled();
        }

        return made;
    }

    private async Task<EngineRun> StartOnceAsync(
        PlannedRun run,
        RunPreparation preparation,
        string runFolder,
        string folder,
        CompileCache? compiled,
        IRunProgress progress,
        CancellationToken cancellation
    )
    {
        progress.Phase("preparing caches");
        var atStart = Prepare(run.Identity.Cache, preparation.Model.Files, cancellation);
        var command = preparation.Engine.Command(
            new EngineStart(
                preparation.Environment,
                preparation.Model,
                run.Case.Arguments,
                preparation.Environment.Spec.Variables.SetItems(run.Case.Variables),
                FreePort.Find(),
                folder
            )
            {
                CompileCache = compiled?.Folder,
            }
        );
        await using var gpus = await new GpuHygiene(machine).BeginAsync(
            preparation.Environment.Spec,
            command,
            run.Case.Arguments,
            runFolder,
            progress,
            cancellation
        );
        progress.Phase(ReferenceEquals(runFolder, folder) ? "starting" : "filling the compile cache");
        var watch = new StartWatch(preparation.Engine, command.ReadyText, progress);
        var start = machine.Clock.GetUtcNow();
        var request = new ProcessRequest(
            command.Program,
            command.Arguments,
            command.Variables,
            command.WorkingDirectory,
            folder,
            watch.Line
        );
        StartResult readiness;
        ProcessEnd end;
        TimeSpan waited;
        ProcessIdentity identity;
        await using (var process = machine.Processes.Start(request))
        {
            identity = process.Identity with { Folder = runFolder };
            gpus.Follow(process);
            EngineMark.Write(runFolder, identity, machine.Files);
            var gate = new ReadinessGate(machine.Health, machine.Clock);
            readiness = await gate.WaitAsync(process, watch, command.Health, run.Case, cancellation);
            waited = process.Elapsed;
            progress.Phase("stopping");
            if (readiness == StartResult.Ready && command.EndsItself)
            {
                await Task.WhenAny(process.Completion, Task.Delay(OwnEnd, machine.Clock, cancellation));
                cancellation.ThrowIfCancellationRequested();
            }

            var asked = machine.Clock.GetTimestamp();
            end = await process.StopAsync(StopGrace);
            // Nobody but this sends signals here, and SIGKILL only after the grace: an engine that fell must not count as one
            // that was ready.
            if (
                readiness == StartResult.Ready
                && (
                    (end.Signal is not null and not Terminate && machine.Clock.GetElapsedTime(asked) < StopGrace)
                    || (command.EndsItself && end.Status != 0)
                )
            )
            {
                readiness = StartResult.Fell;
            }
        }

        var stop = machine.Clock.GetUtcNow();
        var findings = await gpus.EndAsync(identity, end.Duration, folder, progress, cancellation);
        EngineMark.Delete(runFolder, machine.Files);
        return new EngineRun(
            command,
            readiness,
            end,
            start,
            stop,
            atStart,
            machine.Pages.Measure(preparation.Model.Files),
            waited,
            watch.Phase,
            watch.LastErrors,
            watch.PortInUse,
            findings
        );
    }

    private ImmutableArray<FileResidency> Prepare(
        CacheState state,
        ImmutableArray<string> files,
        CancellationToken cancellation
    ) =>
        state is CacheState.Cold or CacheState.PageCold
            ? machine.Pages.Evict(files)
            : machine.Pages.Fill(files, cancellation);
}
