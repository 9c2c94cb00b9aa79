using System.Collections.Immutable;
using Refigure.Catalog;
using Refigure.Engines;
using Refigure.Environments;
using Refigure.Models;
using Refigure.Results;

namespace Refigure.Planning;

/// <summary>Says which runs are there, which are missing, and which were made from something else. Starts nothing.</summary>
/// <param name="environments">The environments.</param>
/// <param name="installer">Tells what setting them up takes.</param>
/// <param name="models">The models.</param>
/// <param name="engines">The engines.</param>
/// <param name="factsOf">The facts of a node, by its name; null if it cannot be asked now.</param>
/// <param name="predict">The predicted start of a model; null if it cannot be predicted.</param>
public sealed class Planner(
    IEnvironmentCatalog environments,
    IEnvironmentInstaller installer,
    IModelStore models,
    EngineSet engines,
    Func<string, ImmutableSortedDictionary<string, string>?> factsOf,
    Func<string, TimeSpan?> predict
)
{
    private static readonly ImmutableSortedDictionary<string, string> NoFacts = ImmutableSortedDictionary.Create<
        string,
        string
    >(StringComparer.Ordinal);
    private readonly SortedSet<string> _notes = new(StringComparer.Ordinal);
    private PlanLookup? _lookup;
    private readonly Dictionary<string, ImmutableSortedDictionary<string, string>?> _facts = new(
        StringComparer.Ordinal
    );

    /// <summary>How long an imported run took, in seconds; null if that is not known.</summary>
    public Func<RunRecord, double?> ImportedSeconds { get; init; } = static _ => null;

    /// <summary>What is known of models by name, for those that no store has; null for none.</summary>
    public Func<string, ModelSpec?> ModelOf { get; init; } = static _ => null;

    /// <summary>SHA-256 of the file that a load's prompts are from; null if they are from none, or it is not there.</summary>
    public Func<LoadSpec, string?> DataDigestOf { get; init; } = static _ => null;

    private PlanLookup Lookup => _lookup ??= new PlanLookup(environments, models, engines, ModelOf, DataDigestOf);

    /// <summary>Makes the plan.</summary>
    /// <exception cref="UserErrorException">A case is wrong, or a run that is there is damaged.</exception>
    public Plan Make(PlanRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var existing = StoredRuns.Read(request.Runs, [.. request.Experiments.SelectMany(e => e.KeptAs).Distinct()]);
        _notes.Clear();
        var estimates = new Estimates(existing.Values, predict, ImportedSeconds);
        var runs = ImmutableArray.CreateBuilder<PlannedRun>();
        var seen = new HashSet<RunIdentity>();
        foreach (var experiment in request.Experiments)
        {
            foreach (var spec in experiment.Cases)
            {
                Check(experiment, spec);
                foreach (var node in Nodes(spec, request))
                {
                    Add(runs, seen, experiment, spec, node, request, existing, estimates);
                }
            }
        }

        return new PlanPricing(Lookup, installer).Of(runs.DrainToImmutable(), estimates) with
        {
            Notes = [.. _notes],
        };
    }

    private static IEnumerable<string> Nodes(CaseSpec spec, PlanRequest request)
    {
        ImmutableArray<string> nodes = spec.Nodes.IsEmpty ? [request.OnlyNode ?? request.Node] : spec.Nodes;
        return nodes.Where(node => (request.OnlyNode is null || node == request.OnlyNode) && request.IsWanted(node));
    }

    private void Add(
        ImmutableArray<PlannedRun>.Builder runs,
        HashSet<RunIdentity> seen,
        ExperimentCases experiment,
        CaseSpec spec,
        string node,
        PlanRequest request,
        IReadOnlyDictionary<RunIdentity, RunRecord> existing,
        Estimates estimates
    )
    {
        var environment = Lookup.Environment(spec);
        var engine = Lookup.Engine(spec);
        var stored = Lookup.Stored(spec);
        var model = Lookup.Model(stored);
        var facts = Facts(node);
        var bytes = model?.Bytes ?? Lookup.RoughBytes(spec.Model);
        foreach (var caches in spec.Caches)
        {
            for (var iteration = 1; iteration <= (request.Iterations ?? caches.Iterations); iteration++)
            {
                var kept = spec.RunsOf ?? experiment.Experiment;
                var identity = new RunIdentity(kept, node, spec.Name, caches.Cache, iteration);
                if (!seen.Add(identity))
                {
                    // Two experiments share it.
                    continue;
                }

                var there = existing.GetValueOrDefault(identity);
                // A node that cannot be asked is taken to be what it was.
                var known = facts ?? there?.NodeFacts ?? NoFacts;
                var data = spec.Load is { } load ? Lookup.DataDigest(load) ?? DataDigest(load, there) : null;
                var inputs = RunInputsOf.Gather(identity, experiment.Profile, spec, environment, model, known, data);
                var (decision, reasons) = request.IsAskedFor(identity)
                    ? Decide(there, inputs, request.Force)
                    : (RunDecision.Have, ["not asked for"]);
                var estimate = estimates.Of(identity, spec, engine, bytes);
                runs.Add(
                    new PlannedRun(identity, experiment.Profile, spec, inputs, decision, reasons, estimate?.Time)
                    {
                        EstimatedFrom = estimate?.Source,
                        StoredModel = stored,
                    }
                );
            }
        }
    }

    // So is a file of prompts that is not at hand.
    private static string? DataDigest(LoadSpec load, RunRecord? there) =>
        there?.Inputs.GetValueOrDefault("load.dataset") == load.Dataset
            ? there?.Inputs.GetValueOrDefault(RunInputsOf.DataDigest)
            : null;

    private static (RunDecision Decision, ImmutableArray<string> Reasons) Decide(
        RunRecord? there,
        RunInputs inputs,
        bool force
    )
    {
        if (there is null)
        {
            return (RunDecision.Missing, []);
        }

        // Nobody can know from what an imported run was made, and it cannot be made again here; it is never replaced.
        if (there.InputsHash is null)
        {
            return (RunDecision.Have, ["imported"]);
        }

        if (there.InputsHash != inputs.Hash())
        {
            return (RunDecision.Stale, RunInputsOf.Differences(there.Inputs, inputs.Fields));
        }

        return force ? (RunDecision.Stale, ["--force"])
            : there.Valid ? (RunDecision.Have, [])
            : (RunDecision.Have, [.. there.InvalidReasons.Select(r => $"invalid: {r}")]);
    }

    private void Check(ExperimentCases experiment, CaseSpec spec)
    {
        if (Lookup.Environment(spec) is not { } environment || Lookup.Engine(spec) is not { } engine)
        {
            return;
        }

        try
        {
            engine.CheckArguments(spec.Arguments);
            if (spec.Load is not null && engine is not IServingEngine)
            {
                throw ServingArguments.CannotServe(engine);
            }

            var notes = engine.CheckVersion(environment.EngineVersion, spec.Arguments, spec.Variables);
            _notes.UnionWith(notes.IsDefault ? [] : notes);
        }
        catch (UserErrorException e)
        {
            throw new UserErrorException($"{Where(experiment, spec)}: {e.Message}", e);
        }

        if (
            ModelOf(Lookup.Stored(spec))?.Tensorized is { Environment: var maker }
            && maker != spec.Environment
            && environments.Find(maker)?.EngineVersion != environment.EngineVersion
        )
        {
            throw new UserErrorException(
                $"{Where(experiment, spec)}: {Lookup.Stored(spec)} is made by {maker}, and {spec.Environment} has another version of vLLM, which cannot read it; name another environment, or put tensorized_with in envs/models.yaml right."
            );
        }

        if (
            !engine.HasCompileCache
            && spec.Caches.FirstOrDefault(c => c.Cache is CacheState.CompileCold or CacheState.Cold) is { } cold
        )
        {
            throw new UserErrorException(
                $"{Where(experiment, spec)}: {cold.Cache.Word()} needs an engine with a compile cache, and {engine.Name} has none: expected page-cold or warm."
            );
        }
    }

    private static string Where(ExperimentCases experiment, CaseSpec spec) =>
        $"experiment {experiment.Experiment}, profile {experiment.Profile}, case {spec.Name}";

    private ImmutableSortedDictionary<string, string>? Facts(string node)
    {
        if (!_facts.TryGetValue(node, out var found))
        {
            _facts[node] = found = factsOf(node);
        }

        return found;
    }
}
