using System.Collections.Immutable;
using System.Globalization;
using Refigure.Imports.Serving;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Refigure.Imports.Traces;

/// <summary>What was run, as a configuration or a workload card beside traces says it.</summary>
/// <param name="Model">The model; null if it is not said.</param>
/// <param name="Arguments">Engine arguments, such as <c>tensor-parallel-size</c>.</param>
internal sealed record TraceSettings(string? Model, ImmutableSortedDictionary<string, string> Arguments)
{
    public static TraceSettings None { get; } = new(null, ImmutableSortedDictionary<string, string>.Empty);

    /// <summary>Reads the first of the files that says something.</summary>
    /// <exception cref="UserErrorException">One is no YAML.</exception>
    public static TraceSettings Of(IEnumerable<ResultFile> files) =>
        files.Select(Read).FirstOrDefault(s => s.Model is not null || !s.Arguments.IsEmpty) ?? None;

    private static TraceSettings Read(ResultFile file)
    {
        try
        {
            var yaml = new YamlStream();
            using var text = new StreamReader(file.Open());
            yaml.Load(text);
            return yaml.Documents is [{ RootNode: YamlMappingNode root }, ..] ? Of(root) : None;
        }
        catch (YamlException e)
        {
            throw new UserErrorException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{file.From}, line {e.Start.Line}: this is no YAML; expected the profiler's configuration or a workload card."
                ),
                e
            );
        }
    }

    // model.name, parallelism.tp of a configuration; workload.model.model_family, Model-executor.… of a card.
    private static TraceSettings Of(YamlMappingNode root)
    {
        var model = Text(root, "model", "name") ?? Text(root, "workload", "model", "model_family");
        var arguments = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        void Add(string argument, string? value)
        {
            if (value is { Length: > 0 } && !arguments.ContainsKey(argument))
            {
                arguments.Add(argument, value);
            }
        }

        const string Card = "Model-executor";
        const string Plan = "model_plan_parallelization";
        Add("tensor-parallel-size", Text(root, "parallelism", "tp") ?? Text(root, Card, Plan, "tp"));
        Add("pipeline-parallel-size", Text(root, "parallelism", "pp") ?? Text(root, Card, Plan, "pp"));
        foreach (var size in (ReadOnlySpan<string>)["dp_replicate", "dp_shard", "ep"])
        {
            Add(size.Replace('_', '-'), Text(root, "parallelism", size) ?? Text(root, Card, Plan, size));
        }

        Add("dtype", Text(root, "model", "precision") ?? Text(root, "workload", "model", "precision"));
        Add("max-model-len", Text(root, "data", "seq_len") ?? Text(root, "workload", "data", "seq_len"));
        Add("batch-size", Text(root, "data", "batch_size") ?? Text(root, "workload", "data", "batch_size"));
        Add("max-tokens", Text(root, "data", "max_tokens"));
        return new TraceSettings(model?[(model.LastIndexOf('/') + 1)..], arguments.ToImmutable());
    }

    private static string? Text(YamlNode node, params ReadOnlySpan<string> path)
    {
        foreach (var key in path)
        {
            if (node is not YamlMappingNode map || !map.Children.TryGetValue(new YamlScalarNode(key), out var child))
            {
                return null;
            }

            node = child;
        }

        return (node as YamlScalarNode)?.Value;
    }
}
