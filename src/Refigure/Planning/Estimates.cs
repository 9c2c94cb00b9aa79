using System.Collections.Immutable;
using Refigure.Catalog;
using Refigure.Engines;
using Refigure.Results;

namespace Refigure.Planning;

/// <summary>How long runs take and how much disk, told by the runs that are there.</summary>
public sealed class Estimates
{
    // The log, arrivals and samples of a start of some seconds.
    private const long UsualBytes = 64 << 10;

    private readonly Dictionary<string, Mean> _byCase = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Mean> _byModel = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Mean> _importedByCase = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Mean> _importedByModel = new(StringComparer.Ordinal);
    private readonly Func<string, TimeSpan?> _predict;
    private Mean _bytes;

    /// <summary>Learns from runs.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="predict">The predicted start of a model, where no run tells; null if it cannot be predicted.</param>
    /// <param name="imported">How long an imported run took, in seconds; null if its log does not say.</param>
    public Estimates(
        IEnumerable<RunRecord> runs,
        Func<string, TimeSpan?> predict,
        Func<RunRecord, double?>? imported = null
    )
    {
        _predict = predict;
        ArgumentNullException.ThrowIfNull(runs);
        foreach (var run in runs)
        {
            if (run.ImportedFrom is not null)
            {
                if (imported?.Invoke(run) is { } took)
                {
                    Add(_importedByCase, StudyKey(run.Identity), took);
                    Add(
                        _importedByModel,
                        ModelKey(run.Environment, run.Model, run.Identity.Cache, run.Arguments),
                        took
                    );
                }

                continue;
            }

            if (run.DurationSeconds is { } seconds)
            {
                Add(_byCase, CaseKey(run.Identity), seconds);
                Add(_byModel, ModelKey(run.Environment, run.Model, run.Identity.Cache, run.Arguments), seconds);
            }

            _bytes = _bytes.With(run.Files.Sum(f => f.Bytes));
        }
    }

    /// <summary>What the raw files of a run take, in bytes.</summary>
    public long BytesOfARun => (long?)_bytes.Value ?? UsualBytes;

    /// <summary>
    /// How long a run will take: as runs of its case did, else as its model in its environment did, here or where runs were
    /// imported from; else what the predictor says (of starts that compile nothing), what is typical of the experiment, or
    /// what the engine usually takes; null if nobody can know.
    /// </summary>
    public RunEstimate? Of(RunIdentity identity, CaseSpec spec, IEngine? engine, long? modelBytes)
    {
        ArgumentNullException.ThrowIfNull(identity);
        ArgumentNullException.ThrowIfNull(spec);
        var model = ModelKey(spec.Environment, spec.Model, identity.Cache, spec.Arguments);
        if (_byCase.TryGetValue(CaseKey(identity), out var mean) || _byModel.TryGetValue(model, out mean))
        {
            return new RunEstimate(mean.Time, EstimateSource.MadeHere);
        }

        if (_importedByCase.TryGetValue(StudyKey(identity), out mean) || _importedByModel.TryGetValue(model, out mean))
        {
            return new RunEstimate(mean.Time, EstimateSource.Imported);
        }

        // It learns from starts of vLLM, and only from those that find their graphs compiled.
        if (
            engine is { NeedsGpu: true }
            && identity.Cache is CacheState.Warm or CacheState.PageCold
            && _predict(spec.Model) is { } predicted
        )
        {
            return new RunEstimate(predicted, EstimateSource.Predicted);
        }

        if (spec.TypicalStart.TryGetValue(identity.Cache, out var typical))
        {
            return new RunEstimate(typical, EstimateSource.Typical);
        }

        var fromDisk = identity.Cache is CacheState.Cold or CacheState.PageCold;
        return (engine is null ? _predict(spec.Model) : engine.RoughStart(modelBytes, fromDisk)) is { } rough
            ? new RunEstimate(rough, engine is null ? EstimateSource.Predicted : EstimateSource.Rough)
            : null;
    }

    private static string CaseKey(RunIdentity run) => $"{run.Experiment}/{run.Node}/{run.Case}/{run.Cache.Word()}";

    // Whichever machine it was: the study's nodes are not this one.
    private static string StudyKey(RunIdentity run) => $"{run.Experiment}/{run.Case}/{run.Cache.Word()}";

    // A start that reads no weights tells nothing of one that does.
    private static string ModelKey(
        string? environment,
        string model,
        CacheState cache,
        ImmutableSortedDictionary<string, string> arguments
    ) => $"{environment}/{model}{(DummyWeights.AreIn(arguments) ? "+dummy" : "")}/{cache.Word()}";

    private static void Add(Dictionary<string, Mean> means, string key, double value) =>
        means[key] = means.GetValueOrDefault(key).With(value);

    private readonly record struct Mean(double Sum, int Count)
    {
        public double? Value => Count == 0 ? null : Sum / Count;

        public TimeSpan Time => TimeSpan.FromSeconds(Sum / Count);

        public Mean With(double value) => new(Sum + value, Count + 1);
    }
}
