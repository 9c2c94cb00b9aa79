using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Refigure.Catalog;
using Refigure.Figures;
using Refigure.Results;
using Refigure.Testing;

namespace Refigure.Tests.Figures;

/// <summary>The study's runs, made from the numbers that the study itself extracted from its logs.</summary>
internal static class StudyRuns
{
    private static readonly Lazy<FigureInput> Loaded = new(Load);

    public static FigureInput Input => Loaded.Value;

    public static ModelCatalog Models { get; } = ReadModels();

    /// <summary>The iterations of the case that the study's own label names.</summary>
    public static ImmutableArray<MeasuredRun> OfLabel(string experiment, string node, string label)
    {
        var name = CaseName(Case(label));
        return
        [
            .. Input.Runs.Where(r =>
                r.Record.Identity.Experiment == experiment
                && r.Record.Identity.Node == node
                && r.Record.Identity.Case == name
            ),
        ];
    }

    private static string CaseName((string Model, (string Key, string Value)[] Arguments) @case) =>
        string.Concat([@case.Model, .. @case.Arguments.Select(a => $"+{a.Key}={a.Value}")]);

    private static ModelCatalog ReadModels()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Refigure.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the checkout.");
        }

        using var text = File.OpenText(Path.Combine(folder.FullName, "envs", "models.yaml"));
        return ModelCatalog.Read(text, "envs/models.yaml");
    }

    private static FigureInput Load()
    {
        var runs = ImmutableArray.CreateBuilder<MeasuredRun>();
        runs.AddRange(Versions());
        runs.AddRange(Of("startup-breakdown", "figure-2", "n1"));
        runs.AddRange(Of("model-sweep", "figure-rest", "n1"));
        runs.AddRange(Of("graph-sizes", "figure-9", "n1"));
        runs.AddRange(Of("gpu-comparison", "figure-10/gpu0", "n1"));
        runs.AddRange(Of("gpu-comparison", "figure-10/gpu1", "n2"));
        runs.AddRange(Of("load-formats", "figure-14", "n1"));
        runs.Add(TestRuns.Run("cpu-usage", "qwen-4b", [("initialize_engine", 26.41)]));
        return new FigureInput("paper", runs.ToImmutable(), Models)
        {
            ProcessorUseOf = run => run.Record.Identity.Experiment == "cpu-usage" ? ReadUse() : null,
        };
    }

    private static IEnumerable<MeasuredRun> Versions()
    {
        const string Mark = "initialize_engine took ";
        var folder = SharedData.Path("data/breaking-the-ice/figures/figure-1/iterations");
        foreach (var file in Directory.EnumerateFiles(folder, "output_*.txt"))
        {
            var line = File.ReadLines(file).Last(l => l.Contains(Mark, StringComparison.Ordinal));
            var start = line.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length;
            var seconds = double.Parse(line[start..line.IndexOf(' ', start)], CultureInfo.InvariantCulture);
            var version = Path.GetFileNameWithoutExtension(file)["output_".Length..];
            yield return TestRuns.Run(
                "versions",
                "opt-6.7b",
                [("initialize_engine", seconds)],
                @case: version,
                version: version
            );
        }
    }

    private static IEnumerable<MeasuredRun> Of(string experiment, string folder, string node)
    {
        for (var iteration = 1; iteration <= 5; iteration++)
        {
            var file = SharedData.Path(
                $"data/breaking-the-ice/figures/{folder}/iterations/{iteration}/comparison_results.json"
            );
            using var json = JsonDocument.Parse(File.ReadAllBytes(file));
            var labels = json.RootElement.GetProperty("labels");
            var data = json.RootElement.GetProperty("data");
            for (var i = 0; i < labels.GetArrayLength(); i++)
            {
                var (model, arguments) = Case(labels[i].GetString() ?? "");
                var values = data.EnumerateObject()
                    .Select(m =>
                        (m.Name, m.Value[i].ValueKind == JsonValueKind.Null ? (double?)null : m.Value[i].GetDouble())
                    )
                    .ToList();
                if (arguments is [("cuda-graph-sizes", var sizes)] && !sizes.Contains('_', StringComparison.Ordinal))
                {
                    values.Add(("cudagraph_capture_sizes", 3 + (int.Parse(sizes, CultureInfo.InvariantCulture) / 8)));
                }

                var name = CaseName((model, arguments));
                yield return TestRuns.Run(
                    experiment,
                    model,
                    values,
                    node,
                    name,
                    iteration: iteration,
                    arguments: arguments
                );
            }
        }
    }

    private static (string Model, (string Key, string Value)[] Arguments) Case(string label)
    {
        var name = label["output_model_".Length..^".txt".Length];
        foreach (var key in new[] { "max_model_len", "cuda-graph-sizes", "load-format", "no-enable-prefix-caching" })
        {
            var at = name.IndexOf($"_{key}_", StringComparison.Ordinal);
            if (at > 0)
            {
                return (
                    name[..at].Replace("-tensorized", "", StringComparison.Ordinal),
                    [(key, name[(at + key.Length + 2)..])]
                );
            }
        }

        return (name, []);
    }

    private static ProcessorUse ReadUse()
    {
        var file = SharedData.Path("data/breaking-the-ice/figures/figure-12/cpu_usage.json");
        var samples = JsonSerializer.Deserialize<double[][]>(File.ReadAllBytes(file)) ?? [];
        return new ProcessorUse(
            samples.Length,
            samples[0].Length,
            samples.SelectMany(s => s).ToArray(),
            "cpu-usage/n1/qwen-4b/warm-1/cpu_usage.json"
        );
    }
}
