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
/// <param name="factsOf">The facts of a node, by its name; empty if it cannot be asked now.</param>
/// <param name="predict">The predicted start of a model; null if it cannot be predicted.</param>
public sealed class Planner(
    IEnvironmentCatalog environments,
    IEnvironmentInstaller installer,
    IModelStore models,
    EngineSet engines,
    Func<string, ImmutableSortedDictionary<string, string>> factsOf,
    Func<string, TimeSpan?> predict
)
{
    private readonly Dictionary<string, EnvironmentSpec?> _environments = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ModelSource?> _models = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImmutableSortedDictionary<string, string>> _facts = new(StringComparer.Ordinal);

    /// <summary>Makes the plan.</summary>
    /// <exception cref="UserErrorException">A case is wrong, or a run that is there is damaged.</exception>
    public Plan Make(PlanRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var existing = StoredRuns.Read(request.Runs, [.. request.Experiments.Select(e => e.Experiment)]);
        var estimates = new Estimates(existing.Values, predict);
        var runs = ImmutableArray.CreateBuilder<PlannedRun>();
        foreach (var experiment in request.Experiments)
        {
            foreach (var spec in experiment.Cases)
            {
                Check(experiment, spec);
                foreach (var node in Nodes(spec, request))
                {
                    Add(runs, experiment, spec, node, request, existing, estimates);
                }
            }
        }

        return Priced(runs.DrainToImmutable(), estimates);
    }

    private static IEnumerable<string> Nodes(CaseSpec spec, PlanRequest request)
    {
        ImmutableArray<string> nodes = spec.Nodes.IsEmpty ? [request.OnlyNode ?? request.Node] : spec.Nodes;
        return nodes.Where(node => request.OnlyNode is null || node == request.OnlyNode);
    }

    private void Add(
        ImmutableArray<PlannedRun>.Builder runs,
        ExperimentCases experiment,
        CaseSpec spec,
        string node,
        PlanRequest request,
        IReadOnlyDictionary<RunIdentity, RunRecord> existing,
        Estimates estimates
    )
    {
        var environment = Environment(spec);
        var model = Model(spec);
        var facts = Facts(node);
        var engine = environment is null ? null : engines.Find(environment.Engine);
        foreach (var caches in spec.Caches)
        {
            for (var iteration = 1; iteration <= (request.Iterations ?? caches.Iterations); iteration++)
            {
                var identity = new RunIdentity(experiment.Experiment, node, spec.Name, caches.Cache, iteration);
                var inputs = RunInputsOf.Gather(identity, experiment.Profile, spec, environment, model, facts);
                var (decision, reasons) = Decide(existing.GetValueOrDefault(identity), inputs, request.Force);
                runs.Add(
                    new PlannedRun(
                        identity,
                        experiment.Profile,
                        spec,
                        inputs,
                        decision,
                        reasons,
                        estimates.Of(identity, spec.Environment, spec.Model, engine, model?.Bytes)
                    )
                );
            }
        }
    }

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
        if (Environment(spec) is not { } environment || engines.Find(environment.Engine) is not { } engine)
        {
            return;
        }

        try
        {
            engine.CheckArguments(spec.Arguments);
        }
        catch (UserErrorException e)
        {
            throw new UserErrorException($"{Where(experiment, spec)}: {e.Message}", e);
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

    private Plan Priced(ImmutableArray<PlannedRun> runs, Estimates estimates)
    {
        var environmentDisk = ImmutableSortedDictionary.CreateBuilder<string, long>(StringComparer.Ordinal);
        var modelDisk = ImmutableSortedDictionary.CreateBuilder<string, long>(StringComparer.Ordinal);
        var count = 0;
        foreach (var run in runs.Where(r => r.Decision != RunDecision.Have))
        {
            count++;
            if (!environmentDisk.ContainsKey(run.Case.Environment))
            {
                environmentDisk[run.Case.Environment] = Environment(run.Case) is { } environment
                    ? installer.DiskNeeded(environment)
                    : 0;
            }

            if (!modelDisk.ContainsKey(run.Case.Model))
            {
                modelDisk[run.Case.Model] = Model(run.Case) is { IsThere: false } source ? source.Bytes : 0;
            }
        }

        return new Plan(runs, environmentDisk.ToImmutable(), modelDisk.ToImmutable(), count * estimates.BytesOfARun);
    }

    private EnvironmentSpec? Environment(CaseSpec spec)
    {
        if (!_environments.TryGetValue(spec.Environment, out var found))
        {
            _environments[spec.Environment] = found = environments.Find(spec.Environment);
        }

        return found;
    }

    private ModelSource? Model(CaseSpec spec)
    {
        if (!_models.TryGetValue(spec.Model, out var found))
        {
            _models[spec.Model] = found = models.Describe(spec.Model);
        }

        return found;
    }

    private ImmutableSortedDictionary<string, string> Facts(string node)
    {
        if (!_facts.TryGetValue(node, out var found))
        {
            _facts[node] = found = factsOf(node);
        }

        return found;
    }
}
