using Refigure.Running.Gpus;
using Refigure.Running.Processes;
using Refigure.Running.Readiness;

namespace Refigure.Running;

/// <summary>Starts an engine, waits until it is ready, has something done meanwhile, and ends it with all that it started.</summary>
/// <param name="machine">Where.</param>
internal sealed class EngineLives(RunMachine machine)
{
    private const int Terminate = 15;
    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(10);

    // An engine that ends by itself gives back a GPU's memory, and waits for its workers.
    private static readonly TimeSpan OwnEnd = TimeSpan.FromSeconds(60);

    /// <summary>Does it.</summary>
    /// <param name="life">What is started.</param>
    /// <param name="whileReady">
    /// Is done between readiness and end; cancelled when the engine ends meanwhile. Null for an engine that is only started.
    /// </param>
    /// <param name="progress">Hears how far it is.</param>
    /// <param name="cancellation">Ends the engine; nothing of it is left when this returns.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<EngineRun> RunAsync(
        EngineLife life,
        Func<ISupervisedProcess, CancellationToken, Task>? whileReady,
        IRunProgress progress,
        CancellationToken cancellation
    )
    {
        var command = life.Command;
        await using var gpus = await new GpuHygiene(machine).BeginAsync(
            life.Environment,
            command,
            life.Case.Arguments,
            life.RunFolder,
            progress,
            cancellation
        );
        progress.Phase(ReferenceEquals(life.RunFolder, life.Folder) ? "starting" : "filling the compile cache");
        var watch = new StartWatch(life.Engine, command.ReadyText, progress);
        var start = machine.Clock.GetUtcNow();
        var request = new ProcessRequest(
            command.Program,
            command.Arguments,
            command.Variables,
            command.WorkingDirectory,
            life.Folder,
            watch.Line
        );
        StartResult readiness;
        ProcessEnd end;
        TimeSpan waited;
        ProcessIdentity identity;
        await using (var process = machine.Processes.Start(request))
        {
            identity = process.Identity with { Folder = life.RunFolder };
            gpus.Follow(process);
            EngineMark.Write(life.RunFolder, identity, machine.Files);
            var gate = new ReadinessGate(machine.Health, machine.Clock);
            readiness = await gate.WaitAsync(process, watch, command.Health, life.Case, cancellation);
            waited = process.Elapsed;
            if (readiness == StartResult.Ready && whileReady is not null)
            {
                progress.Phase("serving");
                await ServeAsync(process, whileReady, cancellation);
                if (process.Completion.IsCompleted)
                {
                    readiness = StartResult.Fell;
                }
            }

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
        var findings = await gpus.EndAsync(identity, end.Duration, life.Folder, progress, cancellation);
        EngineMark.Delete(life.RunFolder, machine.Files);
        return new EngineRun(
            command,
            readiness,
            end,
            start,
            stop,
            life.AtStart,
            machine.Pages.Measure(life.ModelFiles),
            waited,
            watch.Phase,
            watch.LastErrors,
            watch.PortInUse,
            findings
        );
    }

    // A load on a server that is gone would wait for its own time-outs.
    private static async Task ServeAsync(
        ISupervisedProcess process,
        Func<ISupervisedProcess, CancellationToken, Task> whileReady,
        CancellationToken cancellation
    )
    {
        using var life = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var work = whileReady(process, life.Token);
        if (await Task.WhenAny(work, process.Completion) != work)
        {
            await life.CancelAsync();
        }

        try
        {
            await work;
        }
        catch (OperationCanceledException)
            when (process.Completion.IsCompleted && !cancellation.IsCancellationRequested)
        {
            // The engine's end is what is told.
        }
    }
}
