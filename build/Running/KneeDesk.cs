using System.Collections.Immutable;
using System.Globalization;
using Cake.Common.Diagnostics;
using Refigure.Build.Options;
using Refigure.Catalog;
using Refigure.Planning;
using Refigure.Results;
using Refigure.Running;
using Refigure.Serving;

namespace Refigure.Build.Running;

/// <summary>Looks for the highest load that an engine serves within limits; each load that is tried is a run, and kept.</summary>
public sealed class KneeDesk
{
    private const string Experiment = "knee";
    private const int Most = 4096;
    private readonly Workshop _workshop;
    private readonly RunStore _store;

    /// <summary>With what makes runs and reads them.</summary>
    public KneeDesk(Workshop workshop, RunStore store)
    {
        _workshop = workshop;
        _store = store;
    }

    /// <summary>Does it.</summary>
    /// <returns>The runs that failed; none if the knee was found.</returns>
    /// <exception cref="UserErrorException">Limits or engine are not given, or something cannot be set up or started.</exception>
    public async Task<RunSummary> FindAsync(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var options = context.Options;
        if (options.Load.SloText is not { } limits)
        {
            throw new UserErrorException("Knee needs limits: --slo ttft=500ms,tpot=50ms.");
        }

        var profile = ExperimentChoice.Profile(context);
        var start = Base(context, profile);
        var search = new KneeSearch(Most);
        ImmutableArray<KneeProbe> tried = [];
        while (search.Next(tried) is { } next)
        {
            var one = At(start, next, limits, options);
            var summary = await _workshop.RunAsync(
                context,
                [new ExperimentCases(Experiment, profile, [one])],
                options.Runs
            );
            if (summary.Outcomes.Any(o => o.Record is null))
            {
                return summary;
            }

            var measured = Measured(context, one);
            if (measured.Value(ServingMetrics.SloAttainment) is not { } attainment || !measured.Record.Valid)
            {
                throw new UserErrorException(
                    $"{measured.Record.Identity.RelativeFolder} says nothing about the limits: {string.Join("; ", measured.Record.InvalidReasons.DefaultIfEmpty("none of its requests ended"))}; give it more time (--duration)."
                );
            }

            tried = tried.Add(new KneeProbe(next, attainment));
            context.Information(
                "{0}",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"concurrency {next}: {attainment:P0} of the requests within {limits}"
                )
            );
        }

        Tell(context, search, tried, limits, one => Measured(context, At(start, one, limits, options)));
        return new RunSummary([]);
    }

    // The load of an experiment that the engine is part of: what it is asked there is what it is asked here.
    private CaseSpec Base(BuildContext context, string profile)
    {
        var wanted = context.Options.Engine;
        return ServingCases.Find(_workshop.Experiments(context), EnvironmentSetup.Catalog(context), profile, wanted)
            ?? throw new UserErrorException(
                $"--engine {wanted}: no serving experiment of the profile {profile} has it ({string.Join(", ", ServingCases.Experiments)}); expected an engine or environment that one of them names."
            );
    }

    private static CaseSpec At(CaseSpec start, int concurrency, string limits, BuildOptions options)
    {
        var model = options.Model ?? start.Model;
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["concurrency"] = Text(concurrency),
            ["slo"] = limits,
        };
        Set("prompt_tokens", options.Load.PromptTokens);
        Set("output_tokens", options.Load.OutputTokens);
        if (options.Load.Duration is { } duration)
        {
            settings["duration"] = string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.###} s");
        }

        return start with
        {
            Name = FolderName.Safe($"{start.Environment}+{model}+{limits}+concurrency={Text(concurrency)}"),
            Model = model,
            Load = start.Load!.With(settings),
            Caches = [new CacheIterations(CacheState.Warm, 1)],
            RunsOf = null,
        };

        void Set(string key, int? value)
        {
            if (value is { } number)
            {
                settings[key] = Text(number);
            }
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private MeasuredRun Measured(BuildContext context, CaseSpec one)
    {
        var node = context.Options.Node ?? _workshop.Nodes(context).Here;
        var identity = new RunIdentity(Experiment, node, one.Name, CacheState.Warm, 1);
        return _store.Load(context.Options.Runs, RunFolder.PathOf(context.Options.Runs, identity));
    }

    private static void Tell(
        BuildContext context,
        KneeSearch search,
        ImmutableArray<KneeProbe> tried,
        string limits,
        Func<int, MeasuredRun> runOf
    )
    {
        if (search.Met(tried) is not { } knee)
        {
            context.Information("{0}", $"No load keeps {limits}: one request at a time does not.");
            return;
        }

        var run = runOf(knee.Concurrency);
        context.Information(
            "{0}",
            string.Create(
                CultureInfo.InvariantCulture,
                $"The knee: {knee.Concurrency} requests at a time, of which {knee.Attainment:P0} keep {limits} ({Rate(run)}){Above(search.Broken(tried))}."
            )
        );
    }

    private static string Rate(MeasuredRun run) =>
        run.Value(ServingMetrics.OutputThroughput) is { } tokens
            ? string.Create(CultureInfo.InvariantCulture, $"{tokens:0} tokens/s")
            : "throughput unknown";

    private static string Above(KneeProbe? broken) =>
        broken is null
            ? "; no load that was tried breaks them"
            : string.Create(CultureInfo.InvariantCulture, $"; of {broken.Concurrency} only {broken.Attainment:P0} do");
}
