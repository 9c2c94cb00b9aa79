using System.Globalization;

namespace Refigure.Traces.Cards;

/// <summary>Writes a card with the study's keys in its order, as its own generator does.</summary>
public static class WorkloadCardText
{
    /// <summary>The file's name.</summary>
    public const string Name = "workload_card.yaml";

    /// <summary>The text. The same card gives the same text.</summary>
    public static string Of(WorkloadCard card)
    {
        ArgumentNullException.ThrowIfNull(card);
        var yaml = new YamlLines();
        yaml.Add(0, "version", "1");
        yaml.Text(0, "description", card.Description);
        yaml.Text(0, "hf_url", card.ModelUrl);
        yaml.Text(0, "trace_url", "");
        yaml.Map(0, "workload");
        yaml.Map(1, "model");
        yaml.Text(2, "phase", "inference");
        yaml.Add(2, "moe", card.IsMixture ? "true" : "false");
        yaml.Text(2, "granularity", "model_fwd");
        yaml.Text(2, "model_family", card.ModelFamily);
        yaml.Text(2, "precision", card.Precision);
        yaml.Map(1, "data");
        yaml.Number(2, "batch_size", card.BatchSize);
        yaml.Number(2, "seq_len", card.SequenceLength);
        if (card.InputTokens is not null)
        {
            yaml.Number(2, "input_len", card.InputTokens);
        }

        if (card.OutputTokens is not null)
        {
            yaml.Number(2, "output_len", card.OutputTokens);
        }

        yaml.Text(2, "dataset", card.Dataset);
        Hardware(yaml, card);
        Executor(yaml, card);
        yaml.Map(0, "metric_source");
        yaml.List(1, "traces", card.Traces);
        yaml.List(1, "metrics_specific_trace", []);
        return yaml.ToString();
    }

    private static void Hardware(YamlLines yaml, WorkloadCard card)
    {
        yaml.Map(1, "hardware");
        yaml.Map(2, "network_topo");
        yaml.Text(3, "topology", card.Topology);
        yaml.List(3, "bandwidth_gbps", [.. card.BandwidthGbps.Select(b => b.ToString(CultureInfo.InvariantCulture))]);
        yaml.Map(2, "xpu_spec");
        yaml.Text(3, "type", "GPU");
        yaml.Text(3, "model", card.Gpu);
        yaml.Number(3, "total_count", card.TotalCount);
        yaml.Number(3, "count_per_node", card.GpusPerNode);
        yaml.Text(2, "driver_version", card.Driver);
    }

    private static void Executor(YamlLines yaml, WorkloadCard card)
    {
        yaml.Map(0, "Model-executor");
        yaml.Map(1, "framework");
        yaml.Text(2, "name", card.Framework);
        yaml.Text(2, "compiler_tool_selection", card.Compiler);
        yaml.Map(1, "model_plan_parallelization");
        yaml.Number(2, "dp_replicate", card.DataReplicas);
        yaml.Number(2, "dp_shard", card.DataShards);
        yaml.Number(2, "tp", card.TensorParallel);
        yaml.Number(2, "pp", card.PipelineParallel);
        yaml.Number(2, "cp", card.ContextParallel);
        yaml.Number(2, "ep", card.ExpertParallel);
        yaml.Map(1, "communication_library");
        yaml.Text(2, "name", "NCCL");
        yaml.Text(2, "version", card.NcclVersion);
        yaml.Map(2, "env");
        yaml.Add(3, "NCCL_IB_QPS_PER_CONNECTION", "null");
        yaml.List(1, "protocol_selection", card.Protocols);
    }
}
