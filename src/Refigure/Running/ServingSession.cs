using Refigure.Engines;
using Refigure.Running.Processes;
using Refigure.Running.Readiness;
using Refigure.Telemetry;

namespace Refigure.Running;

/// <summary>
/// Serves: starts an engine as a server, waits until it has answered a first request, has a load put on it while its processes,
/// GPUs and metrics are sampled, and ends it with all that it started.
/// </summary>
/// <param name="machine">Where.</param>
/// <param name="client">Asks the server for its metrics; see <see cref="Client"/>.</param>
public sealed class ServingSession(RunMachine machine, HttpClient client)
{
    private const int PortTries = 3;

    /// <summary>A client that is fit for it: no proxy, and no time-out of its own.</summary>
    public static HttpClient Client() =>
        new(new SocketsHttpHandler { UseProxy = false }, disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Does it.</summary>
    /// <typeparam name="T">What the load gives.</typeparam>
    /// <param name="start">What serves.</param>
    /// <param name="load">The load. Its token is cancelled when the server ends by itself.</param>
    /// <param name="progress">Hears how far it is.</param>
    /// <param name="cancellation">Ends load and server; nothing of them is left when this returns.</param>
    /// <returns>What became of it; a server that did not become ready, or fell, is no exception.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="UserErrorException">It cannot be started, or refuses its first request.</exception>
    public async Task<ServingRun<T>> RunAsync<T>(
        ServingStart start,
        Func<ServingEndpoint, CancellationToken, Task<T>> load,
        IRunProgress progress,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(load);
        ArgumentNullException.ThrowIfNull(progress);
        for (var attempt = 1; ; attempt++)
        {
            var run = await RunOnceAsync(start, load, progress, cancellation);
            if (run.Engine.Readiness != StartResult.Ended || !run.Engine.PortInUse || attempt == PortTries)
            {
                return run;
            }
        }
    }

    private async Task<ServingRun<T>> RunOnceAsync<T>(
        ServingStart start,
        Func<ServingEndpoint, CancellationToken, Task<T>> load,
        IRunProgress progress,
        CancellationToken cancellation
    )
    {
        var port = FreePort.Find();
        var command = start.Engine.ServeCommand(
            new EngineStart(
                start.Environment,
                start.Model,
                start.Case.Arguments,
                start.Environment.Spec.Variables.SetItems(start.Case.Variables),
                port,
                start.Folder
            )
            {
                CompileCache = start.CompileCache,
                Profiler = start.Profiler,
            }
        );
        // A server's start is not what is measured: the model's files are in memory, as in a warm start.
        var life = new EngineLife(
            start.Engine,
            start.Environment.Spec,
            command,
            start.Case,
            start.Model.Files,
            machine.Pages.Fill(start.Model.Files, cancellation),
            start.Folder,
            start.Folder
        );
        var server = new UriBuilder(Uri.UriSchemeHttp, "127.0.0.1", port).Uri;
        T? result = default;
        var isDone = false;
        TelemetryRecorder? telemetry = null;
        try
        {
            var engine = await new EngineLives(machine).RunAsync(
                life,
                async (process, ended) =>
                {
                    var took = await AnswerFirstAsync(start, server, process, ended);
                    telemetry = Record(start, server, process);
                    result = await load(Endpoint(start, server, telemetry, took), ended);
                    isDone = true;
                    await telemetry.DisposeAsync();
                },
                progress,
                cancellation
            );
            telemetry?.AddTo(start.Folder, machine.Files);
            isDone &= engine.Readiness == StartResult.Ready;
            return new ServingRun<T>(
                engine,
                isDone ? result : default,
                isDone,
                isDone ? [] : RunFailure.Describe(start.Engine.Name, engine, start.Folder)
            )
            {
                Remarks = telemetry?.Remarks ?? [],
            };
        }
        finally
        {
            if (telemetry is not null)
            {
                await telemetry.DisposeAsync();
            }
        }
    }

    private async Task<TimeSpan> AnswerFirstAsync(
        ServingStart start,
        Uri server,
        ISupervisedProcess process,
        CancellationToken cancellation
    )
    {
        var began = process.Elapsed;
        var left = start.Case.ReadyTimeout - began;
        using var limit = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, machine.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            await new FirstRequest(client).SendAsync(
                start.Engine.Name,
                server,
                start.Model.Source.Name,
                start.Engine.Endpoints[0],
                either.Token
            );
            await new ServedVersion(client).CheckAsync(start, server, either.Token);
        }
        catch (Exception e)
            when (e is HttpRequestException or IOException
                || (e is OperationCanceledException && !cancellation.IsCancellationRequested)
            )
        {
            // It may be dying, which is then told in place of this.
            await Task.WhenAny(process.Completion, Task.Delay(TimeSpan.FromSeconds(1), machine.Clock, cancellation));
            if (process.Completion.IsCompleted)
            {
                throw new OperationCanceledException("the engine ended", e);
            }

            cancellation.ThrowIfCancellationRequested();
            throw new UserErrorException(
                $"{start.Engine.Name} says that it is ready, but does not answer its first request ({e.Message.TrimEnd('.')}): its log is {Path.Combine(start.Folder, "engine.log")}.",
                e
            );
        }

        return process.Elapsed - began;
    }

    private TelemetryRecorder Record(ServingStart start, Uri server, ISupervisedProcess process)
    {
        var metrics = EngineMetrics.Of(start.Engine.Name, start.Environment.Spec.EngineVersion);
        return new TelemetryRecorder(
            new MetricsScraper(client, new Uri(server, ServingPaths.Metrics), metrics, () => process.Elapsed),
            () => process.Elapsed,
            machine.Clock
        );
    }

    private static ServingEndpoint Endpoint(
        ServingStart start,
        Uri server,
        TelemetryRecorder telemetry,
        TimeSpan firstAnswer
    )
    {
        var parallel = start.Engine.Parallel(start.Case.Arguments);
        return new ServingEndpoint(server, start.Model.Source.Name, start.Engine.Endpoints, telemetry)
        {
            Engine = start.Engine.Name,
            EngineVersion = start.Environment.Spec.EngineVersion,
            MaxNumSeqs = start.Engine.HasStaticBatches ? null : parallel,
            BatchSize = start.Engine.HasStaticBatches ? parallel ?? 1 : null,
            TensorParallelSize = start.Engine.TensorParallelSize(start.Case.Arguments),
            ContextTokens = start.Engine.Context(start.Case.Arguments),
            FirstAnswer = firstAnswer,
        };
    }
}
