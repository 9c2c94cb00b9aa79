using System.Collections.Immutable;
using Refigure.Load;
using Refigure.Serving;
using Refigure.Telemetry;

namespace Refigure.Running.Loads;

/// <summary>Puts the load of a run on its server, and writes what came of it into the run's folder.</summary>
/// <param name="machine">Where.</param>
internal sealed class PutLoad(RunMachine machine)
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

        // What an interrupted load measured is kept, and so is what it was.
        var after = outcome.IsInterrupted ? null : await server.Telemetry.ScrapeAsync(cancellation);
        var facts = outcome.Facts with
        {
            MaxNumSeqs = server.MaxNumSeqs,
            BatchSize = server.BatchSize,
            TensorParallelSize = server.TensorParallelSize,
            SamplesOffset = server.Telemetry.OffsetOf(outcome.Origin),
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
