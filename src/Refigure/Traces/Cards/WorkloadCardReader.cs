using System.Collections.Immutable;
using System.Globalization;
using Refigure.Catalog;

namespace Refigure.Traces.Cards;

/// <summary>Reads a card, and says what in it contradicts itself.</summary>
public static class WorkloadCardReader
{
    /// <summary>Reads one.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="file">Its name in messages.</param>
    /// <returns>
    /// The card, and what is wrong with it in a sentence each: cards of the study's own generator count as many GPUs as the sum of
    /// the parallel sizes.
    /// </returns>
    /// <exception cref="UserErrorException">A key is missing or wrong: file, line, key and what was expected.</exception>
    public static (WorkloadCard Card, ImmutableArray<string> Problems) Read(TextReader text, string file)
    {
        var root = YamlMap.Load(text, file);
        var workload = root.RequireMap("workload");
        var model = workload.RequireMap("model");
        var data = workload.RequireMap("data");
        var hardware = workload.RequireMap("hardware");
        var gpus = hardware.RequireMap("xpu_spec");
        var executor = root.RequireMap("Model-executor");
        var plan = executor.RequireMap("model_plan_parallelization");
        var network = hardware.OptionalMap("network_topo");
        var card = new WorkloadCard
        {
            Description = root.RequireText("description"),
            ModelUrl = Known(root.TextOrEmpty("hf_url")) ?? "",
            IsMixture = model.TextOrEmpty("moe") == "true",
            ModelFamily = model.RequireText("model_family"),
            Precision = Known(model.TextOrEmpty("precision")),
            BatchSize = Count(data, "batch_size"),
            SequenceLength = Count(data, "seq_len"),
            InputTokens = Count(data, "input_len"),
            OutputTokens = Count(data, "output_len"),
            Dataset = Known(data.TextOrEmpty("dataset")) ?? "",
            Topology = Known(network?.TextOrEmpty("topology")),
            BandwidthGbps =
            [
                .. Texts(network, "bandwidth_gbps")
                    .Select(t =>
                        int.TryParse(t, CultureInfo.InvariantCulture, out var number)
                            ? number
                            : throw network!.Wrong("bandwidth_gbps", $"has '{t}'; expected whole numbers of Gbit/s")
                    ),
            ],
            Gpu = Known(gpus.TextOrEmpty("model")),
            GpusPerNode = Count(gpus, "count_per_node"),
            Driver = Known(hardware.TextOrEmpty("driver_version")),
            Framework = executor.RequireMap("framework").RequireText("name"),
            Compiler = Known(executor.RequireMap("framework").TextOrEmpty("compiler_tool_selection")) ?? "",
            DataReplicas = Size(plan, "dp_replicate"),
            DataShards = Size(plan, "dp_shard"),
            TensorParallel = Size(plan, "tp"),
            PipelineParallel = Size(plan, "pp"),
            ContextParallel = Size(plan, "cp"),
            ExpertParallel = Size(plan, "ep"),
            NcclVersion = Known(executor.OptionalMap("communication_library")?.TextOrEmpty("version")),
            Protocols = Texts(executor, "protocol_selection"),
            Traces = Texts(root.OptionalMap("metric_source"), "traces"),
        };
        return (card, [.. Problems(card, Count(gpus, "total_count"), file)]);
    }

    private static IEnumerable<string> Problems(WorkloadCard card, int? total, string file)
    {
        if (total != card.TotalCount)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{file}: total_count is {total?.ToString(CultureInfo.InvariantCulture) ?? "missing"}, but the parallel sizes make {card.TotalCount} GPUs (their product, not their sum)."
            );
        }

        if (card.ExpertParallel > card.TotalCount)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{file}: ep is {card.ExpertParallel}, more than the {card.TotalCount} GPUs that the other sizes make."
            );
        }
    }

    private static string? Known(string? text) => text is null or "" or "null" or "~" ? null : text;

    private static ImmutableArray<string> Texts(YamlMap? map, string key) =>
        map is not null && map.Has(key) && !map.IsMap(key) ? map.OptionalTexts(key) : [];

    private static int Size(YamlMap map, string key) => Count(map, key) ?? 1;

    private static int? Count(YamlMap map, string key) =>
        Known(map.TextOrEmpty(key)) is { } text
            ? int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1
                ? number
                : throw map.Wrong(key, $"is '{text}'; expected a whole number of at least 1")
            : null;
}
