using Refigure.Engines;
using Refigure.Planning;

namespace Refigure.Running;

/// <summary>Serves what a run would have served, without making the run.</summary>
/// <param name="machine">Where.</param>
public sealed class RunServing(RunMachine machine)
{
    /// <summary>Does it.</summary>
    /// <typeparam name="T">What is made of the server.</typeparam>
    /// <param name="run">The run: its case and what decides which compiled graphs it may use.</param>
    /// <param name="preparation">What it needs.</param>
    /// <param name="folder">Where the engine's outputs go, absolute; it is there.</param>
    /// <param name="use">What is done with the server. Its token is cancelled when the server ends by itself.</param>
    /// <param name="progress">Hears how far it is.</param>
    /// <param name="cancellation">Ends the server; nothing of it is left when this returns.</param>
    /// <returns>What became of it; a server that did not become ready, or fell, is no exception.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="UserErrorException">It cannot serve, cannot be started, or refuses its first request.</exception>
    public async Task<ServingRun<T>> RunAsync<T>(
        PlannedRun run,
        RunPreparation preparation,
        string folder,
        Func<ServingEndpoint, CancellationToken, Task<T>> use,
        IRunProgress progress,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(preparation);
        if (preparation.Engine is not IServingEngine engine)
        {
            throw ServingArguments.CannotServe(preparation.Engine);
        }

        using var client = ServingSession.Client();
        return await new ServingSession(machine, client).RunAsync(
            new ServingStart(engine, preparation.Environment, preparation.Model, run.Case, folder)
            {
                CompileCache = engine.HasCompileCache ? machine.CompileCaches?.Of(run.Inputs).Folder : null,
            },
            use,
            progress,
            cancellation
        );
    }
}
