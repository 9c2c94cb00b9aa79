using System.Collections.Immutable;
using Refigure.Engines;
using Refigure.Nodes;
using Refigure.Planning;
using Refigure.Results;
using Refigure.Running.Readiness;

namespace Refigure.Running;

/// <summary>Puts the caches into the claimed state, starts the engine, waits until it is ready, and ends it.</summary>
/// <param name="machine">Where.</param>
internal sealed class EngineStarter(RunMachine machine)
{
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
        return await new EngineLives(machine).RunAsync(
            new EngineLife(
                preparation.Engine,
                preparation.Environment.Spec,
                command,
                run.Case,
                preparation.Model.Files,
                atStart,
                runFolder,
                folder
            ),
            whileReady: null,
            progress,
            cancellation
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
