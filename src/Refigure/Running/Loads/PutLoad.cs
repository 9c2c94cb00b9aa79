using System.Collections.Immutable;
using Refigure.Load;
using Refigure.Load.Running;
using Refigure.Serving;
using Refigure.Telemetry;

namespace Refigure.Running.Loads;

/// <summary>Puts the load of a run on its server, and writes what came of it into the run's folder.</summary>
/// <param name="machine">Where.</param>
/// <param name="profiler">The server's profiler, if it shall record the measured requests.</param>
internal sealed class PutLoad(RunMachine machine, Func<ServingEndpoint, ProfilerSwitch>? profiler = null)
{
    /// <summary>The raw files that it writes.</summary>
    public static readonly ImmutableArray<string> Outputs =
    [
        ServingFiles.Requests,
        ServingFiles.Load,
        ServingFiles.VllmBench,
        ServingFiles.PerPrompt,
    ];

    /// <summary>Does it.</summary>
    /// <exception cref="UserErrorException">The load cannot be put on this server.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled, or the server ended.</exception>
    public async Task<LoadOutcome> OnAsync(
        PutLoadRequest request,
        ServingEndpoint server,
        IRunProgress progress,
        CancellationToken cancellation
    )
    {
        var plan = CaseLoad.Plan(request.Load, request.Identity, server);
        var profiling = profiler?.Invoke(server);
        if (profiling is not null)
        {
            plan = await WarmUpAsync(plan, request, progress, cancellation);
            progress.Phase("profiling");
            await profiling.BeginAsync(cancellation);
        }

        var before = await server.Telemetry.ScrapeAsync(cancellation);
        LoadOutcome outcome;
        using (var file = new RequestsWriter(machine.Files, Path.Combine(request.Folder, ServingFiles.Requests)))
        {
            outcome = await new LoadGenerator(machine.Clock).RunAsync(
                plan,
                request.Prompts,
                file,
                new LoadProgress(progress),
                cancellation
            );
        }

        if (profiling is not null && !outcome.IsInterrupted)
        {
            progress.Phase("writing traces");
            await profiling.EndAsync(cancellation);
        }

        // What an interrupted load measured is kept, and so is what it was.
        var after = outcome.IsInterrupted ? null : await server.Telemetry.ScrapeAsync(cancellation);
        var facts = outcome.Facts with
        {
            MaxNumSeqs = server.MaxNumSeqs,
            BatchSize = server.BatchSize,
            TensorParallelSize = server.TensorParallelSize,
            SamplesOffset = server.Telemetry.OffsetOf(outcome.Origin),
            Profiler = request.Load.Profiler,
            // A port that is free today says nothing about the run.
            Url = null,
            Reported = outcome.Facts.Reported.AddRange(PrefixCache(before, after)),
        };
        using (var file = machine.Files.Create(Path.Combine(request.Folder, ServingFiles.Load)))
        {
            LoadFactsFile.Write(facts, file);
        }

        using (var file = machine.Files.Create(Path.Combine(request.Folder, ServingFiles.VllmBench)))
        {
            VllmBenchJson.Write(outcome.Requests, facts, file);
        }

        using (var file = machine.Files.Create(Path.Combine(request.Folder, ServingFiles.PerPrompt)))
        {
            ClientLogText.Write(outcome.Requests, facts, outcome.OriginSeconds, file);
        }

        cancellation.ThrowIfCancellationRequested();
        return outcome with { Facts = facts };
    }

    // What compiles or allocates once is not what is to be seen; and prompts of the measured requests must be new to the server.
    private async Task<LoadPlan> WarmUpAsync(
        LoadPlan plan,
        PutLoadRequest request,
        IRunProgress progress,
        CancellationToken cancellation
    )
    {
        var count = WarmUp.Requests(plan);
        if (count > 0)
        {
            await new LoadGenerator(machine.Clock).RunAsync(
                plan with
                {
                    Requests = count,
                    WarmUpRequests = 0,
                    Duration = null,
                    Calibrates = false,
                },
                request.WarmUp,
                new NoRequests(),
                new LoadProgress(progress),
                cancellation
            );
            cancellation.ThrowIfCancellationRequested();
        }

        return plan with
        {
            WarmUpRequests = 0,
        };
    }

    // What the server's own counters say, for engines that tell it not with each answer.
    private static IEnumerable<KeyValuePair<string, double>> PrefixCache(
        TelemetrySample? before,
        TelemetrySample? after
    )
    {
        var queries = Grown(TelemetryQuantity.PrefixCacheQueries);
        var hits = Grown(TelemetryQuantity.PrefixCacheHits);
        return queries > 0 && hits is { } found ? [new(ServingMetrics.CachedPromptShare, found / queries.Value)] : [];

        double? Grown(TelemetryQuantity quantity) => after?[quantity] - before?[quantity];
    }
}
