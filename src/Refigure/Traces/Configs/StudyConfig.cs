using System.Collections.Immutable;
using System.Globalization;
using Refigure.Catalog;

namespace Refigure.Traces.Configs;

/// <summary>One case of a series as the scaling study's profiler takes it.</summary>
/// <param name="Id">Such as <c>E1.2</c>.</param>
/// <param name="Experiment">The experiment here that has the case.</param>
/// <param name="Case">The case.</param>
/// <param name="Model">Its model.</param>
public sealed record StudyConfig(string Id, string Experiment, CaseSpec Case, ModelSpec Model)
{
    private const int Warmup = 2;
    private const int Profiled = 5;

    /// <summary>Tensor parallel size.</summary>
    public int TensorParallel => Size("tensor-parallel-size");

    /// <summary>Pipeline parallel size.</summary>
    public int PipelineParallel => Size("pipeline-parallel-size");

    /// <summary>Expert parallel size: that of the ranks, where the engine spreads experts over them.</summary>
    public int ExpertParallel =>
        Case.Arguments.TryGetValue("enable-expert-parallel", out var on) && on != "false" ? TensorParallel : 1;

    /// <summary>GPUs that a run takes.</summary>
    public int Gpus => TensorParallel * PipelineParallel;

    /// <summary>The file's name.</summary>
    public string FileName => $"{Id}_{ShortModel("")}_tp{Text(TensorParallel)}.yaml";

    /// <summary>Where a run leaves what it measures.</summary>
    public string OutputFolder => $"trace_collection/{ShortModel("-")}-tp{Text(TensorParallel)}";

    /// <summary>The cases of all series, in their order.</summary>
    public static ImmutableArray<StudyConfig> Of(IEnumerable<ExperimentSpec> experiments, ModelCatalog models)
    {
        ArgumentNullException.ThrowIfNull(models);
        return
        [
            .. experiments
                .Where(e => e.Series is not null)
                .OrderBy(e => e.Series, StringComparer.Ordinal)
                .SelectMany(e =>
                    (e.Profiles.GetValueOrDefault("paper")?.Cases ?? []).Select(
                        (c, i) => new StudyConfig($"{e.Series}.{Text(i + 1)}", e.Name, c, models.Get(c.Model))
                    )
                ),
        ];
    }

    /// <summary>The text of its file: the study's keys in its order.</summary>
    public string ToYaml()
    {
        var yaml = new Cards.YamlLines();
        yaml.Text(0, "experiment_id", Id);
        yaml.Text(0, "description", Description());
        yaml.Map(0, "model");
        yaml.Text(1, "name", Model.HuggingFace ?? Model.Name);
        yaml.Text(1, "precision", Case.Arguments.GetValueOrDefault("dtype", "bfloat16"));
        yaml.Map(0, "parallelism");
        yaml.Number(1, "tp", TensorParallel);
        yaml.Number(1, "pp", PipelineParallel);
        yaml.Number(1, "dp_replicate", 1);
        yaml.Number(1, "dp_shard", 1);
        yaml.Number(1, "ep", ExpertParallel);
        yaml.Map(0, "data");
        yaml.Number(1, "batch_size", Case.Load?.Concurrency);
        yaml.Number(1, "seq_len", Argument("max-model-len"));
        yaml.Number(1, "max_tokens", Case.Load?.OutputTokens);
        yaml.Number(0, "warmup_iterations", Warmup);
        yaml.Number(0, "profile_iterations", Profiled);
        yaml.Text(0, "output_dir", OutputFolder);
        return yaml.ToString();
    }

    private string Description()
    {
        var name = ShortName();
        return Gpus == 1
            ? $"{name} baseline on 1 GPU (TP=1, PP=1, EP=1)"
            : $"{name} {(ExpertParallel > 1 ? $"expert parallelism EP={Text(ExpertParallel)}" : $"tensor parallelism TP={Text(TensorParallel)}")} on {Text(Gpus)} GPUs";
    }

    // Family and size: "Llama-8B" of Llama3.1-8B.
    private string ShortName()
    {
        var family = string.Concat(Model.Label.TakeWhile(char.IsAsciiLetter));
        return Model.SizeBillions is { } size
            ? $"{family}-{size.ToString(CultureInfo.InvariantCulture)}B"
            : Model.Label;
    }

    private string ShortModel(string between) =>
        ShortName().Replace("-", between, StringComparison.Ordinal).ToLowerInvariant();

    private int Size(string argument) => Argument(argument) ?? 1;

    private int? Argument(string argument) =>
        Case.Arguments.TryGetValue(argument, out var text)
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            ? size
            : null;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
