using System.Collections.Immutable;
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
    private Mean _bytes;

    private readonly Func<string, TimeSpan?> _predict;

    /// <summary>Learns from runs.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="predict">The predicted start of a model, where no run tells; null if it cannot be predicted.</param>
    public Estimates(IEnumerable<RunRecord> runs, Func<string, TimeSpan?> predict)
    {
        _predict = predict;
        ArgumentNullException.ThrowIfNull(runs);
        foreach (var run in runs.Where(r => r.ImportedFrom is null))
        {
            if (run.DurationSeconds is { } seconds)
            {
                Add(_byCase, CaseKey(run.Identity), seconds);
                Add(_byModel, ModelKey(run.Environment, run.Model, run.Identity.Cache), seconds);
            }

            _bytes = _bytes.With(run.Files.Sum(f => f.Bytes));
        }
    }

    /// <summary>What the raw files of a run take, in bytes.</summary>
    public long BytesOfARun => (long?)_bytes.Value ?? UsualBytes;

    /// <summary>
    /// How long a run will take: as runs of its case did, else as its model in its environment did, else what the engine
    /// usually takes or the predictor says; null if nobody can know.
    /// </summary>
    public TimeSpan? Of(RunIdentity identity, string environment, string model, IEngine? engine, long? modelBytes)
    {
        ArgumentNullException.ThrowIfNull(identity);
        var fromDisk = identity.Cache is CacheState.Cold or CacheState.PageCold;
        return
            _byCase.TryGetValue(CaseKey(identity), out var mean)
            || _byModel.TryGetValue(ModelKey(environment, model, identity.Cache), out mean)
            ? TimeSpan.FromSeconds(mean.Value!.Value)
            : engine?.RoughStart(modelBytes, fromDisk) ?? _predict(model);
    }

    private static string CaseKey(RunIdentity run) => $"{run.Experiment}/{run.Node}/{run.Case}/{run.Cache.Word()}";

    private static string ModelKey(string? environment, string model, CacheState cache) =>
        $"{environment}/{model}/{cache.Word()}";

    private static void Add(Dictionary<string, Mean> means, string key, double value) =>
        means[key] = means.GetValueOrDefault(key).With(value);

    private readonly record struct Mean(double Sum, int Count)
    {
        public double? Value => Count == 0 ? null : Sum / Count;

        public Mean With(double value) => new(Sum + value, Count + 1);
    }
}
