using System.Globalization;
using Refigure.Catalog;
using Refigure.Traces.Metrics;

namespace Refigure.Traces.Cards;

/// <summary>Cards from what is known of a workload; nothing in them is guessed.</summary>
public static class WorkloadCards
{
    private const string Hub = "https://huggingface.co/";

    /// <summary>The card.</summary>
    /// <param name="workload">What was run.</param>
    /// <param name="model">Its model, as <c>models.yaml</c> has it; null if it is not there.</param>
    public static WorkloadCard Of(ProfiledWorkload workload, ModelSpec? model)
    {
        ArgumentNullException.ThrowIfNull(workload);
        var facts = workload.NodeFacts;
        return new WorkloadCard
        {
            Description = Describe(workload),
            ModelUrl = model?.HuggingFace is { } id ? Hub + id : "",
            IsMixture = model?.Mixture is not null,
            ModelFamily = (workload.Model ?? "unknown").ToLowerInvariant(),
            Precision = workload.Precision,
            BatchSize = workload.BatchSize,
            SequenceLength = workload.SequenceLength,
            InputTokens = workload.InputTokens,
            OutputTokens = workload.OutputTokens,
            Gpu = facts.GetValueOrDefault("gpu")?.ToLowerInvariant().Replace(' ', '_'),
            GpusPerNode =
                facts.TryGetValue("gpus", out var gpus)
                && int.TryParse(gpus, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
                    ? count
                    : null,
            Driver = facts.TryGetValue("cuda", out var cuda) ? $"cuda_{cuda}" : null,
            DataReplicas = workload.DataReplicas,
            DataShards = workload.DataShards,
            TensorParallel = workload.TensorParallel ?? 1,
            PipelineParallel = workload.PipelineParallel,
            ExpertParallel = workload.ExpertParallel,
            Traces = workload.TraceKinds,
        };
    }

    private static string Describe(ProfiledWorkload w)
    {
        var gpus = w.Gpus ?? 1;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{w.Model ?? "a model"} with TP={w.TensorParallel ?? 1}, PP={w.PipelineParallel}, EP={w.ExpertParallel} on {gpus} {(gpus == 1 ? "GPU" : "GPUs")}"
        );
    }
}
