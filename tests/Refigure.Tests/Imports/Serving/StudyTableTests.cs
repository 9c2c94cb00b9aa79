using System.Globalization;
using System.Text.Json;
using Refigure.Testing;

namespace Refigure.Tests.Imports.Serving;

/// <summary>Tables that the studies published, made anew from their results.</summary>
public sealed class StudyTableTests : IDisposable
{
    private readonly ServingImports _imports = new();

    public void Dispose() => _imports.Dispose();

    [SharedFact]
    public void The_guidellm_study_s_table_is_the_published_one_to_the_byte()
    {
        var plan = _imports.Plan(SharedData.Path("data/guidellm"));

        plan.Tables.Single(table => table.Name == "benchmark_metrics_summary.csv")
            .Text.ShouldBe(File.ReadAllText(SharedData.Path("data/guidellm/benchmark_metrics_summary.csv")));
    }

    [SharedFact]
    public void Our_table_beside_it_says_what_its_columns_are()
    {
        _imports.Import(SharedData.Path("data/guidellm"));

        var lines = File.ReadAllLines(_imports["runs/imported/benchmark_metrics_summary_explained.csv"]);

        lines[0].ShouldBe("file,column,value,what_it_is,as_named,as_named_is");
        lines.Length.ShouldBe(1 + (6 * 6));
        var throughput = lines[1].Split(',');
        throughput[..3].ShouldBe(["throughput-1.json", "Throughput (tokens/sec)", "176.96518609518185"]);
        lines[1].ShouldContain("\"prompt and output tokens per second, of failed requests, too\",58.87798189689953,");
        lines.ShouldContain(
            "throughput-1.json,total,100,completed requests once more,100,\"requests, however they ended\""
        );
        lines.ShouldContain(line =>
            line.StartsWith("throughput-100.json,MAX_CONCURRENCY,100,", StringComparison.Ordinal)
            && line.Contains(",81.86168686328269,", StringComparison.Ordinal)
        );
    }

    [SharedTheory]
    [InlineData("fact_recall", "20251202_225219")]
    [InlineData("summarization_1", "20251203_001150")]
    public void The_sweep_s_summary_is_the_published_one_to_the_byte(string task, string time)
    {
        var plan = _imports.Plan(SharedData.Path($"data/vllm-bench-sweep/{task}"));

        plan.Tables.Single(table => table.Name == $"{task}_summary.csv")
            .Text.ShouldBe(File.ReadAllText(SharedData.Path($"data/vllm-bench-sweep/{task}/{time}/summary.csv")));
    }

    [SharedFact]
    public void The_sweep_s_aggregates_are_over_the_runs_of_a_combination()
    {
        var text = _imports
            .Plan(SharedData.Path("data/vllm-bench-sweep"))
            .Tables.Single(table => table.Name == "fact_recall_aggregates.csv")
            .Text;

        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(1 + 8);
        var header = lines[0].Split(',');
        var four = lines.Single(line => line.Contains(",4,3,", StringComparison.Ordinal)).Split(',');
        four[0].ShouldBe("max_num_seqs=256 max_model_len=4096 dtype=auto");
        var runs = Enumerable
            .Range(0, 3)
            .Select(run =>
                Json(
                    $"data/vllm-bench-sweep/fact_recall/20251202_225219/SERVE--max_num_seqs=256-max_model_len=4096-dtype=auto-BENCH--max_concurrency=4/run={run}.json"
                )
            )
            .ToArray();
        double.Parse(four[Array.IndexOf(header, "output_throughput")], CultureInfo.InvariantCulture)
            .ShouldBe(runs.Average(run => run.GetProperty("output_throughput").GetDouble()), 1e-12);
    }

    private static JsonElement Json(string path) =>
        JsonDocument.Parse(File.ReadAllText(SharedData.Path(path))).RootElement;
}
