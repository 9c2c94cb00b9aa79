using Refigure.Results;

namespace Refigure.Statistics;

/// <summary>
/// Averages over a case's iterations the way the startup study made them. Most metrics are plain means; the containers are
/// sums of means: framework_bootstrap of its four parts, model_loading = load_weights + model_init, torch.compile =
/// dynamo_transform_time + graph_compile_general_shape, init_engine = torch.compile + graph_compile_cached +
/// kv_cache_profiling + graph_capturing, total_time = framework_bootstrap + model_loading + init_engine + tokenizer_init.
/// actual_total_time is that total_time + mean(actual_total_time − total_time) of the iterations, which is less than the
/// true mean by what the parts do not cover (0.6–3.8 % in the study). Without a total_time it is the plain mean.
/// </summary>
public static class StudyAverages
{
    private static readonly string[] Compiling = ["dynamo_transform_time", "graph_compile_general_shape"];
    private static readonly string[] Bootstrap = ["detect_platform", "llm_imports", "get_model_info", "worker_init"];

    /// <summary>The average of a metric in its unit; null if no iteration, or a part that it needs, has a value.</summary>
    public static double? Of(string metric, IReadOnlyList<MeasuredRun> iterations) =>
        metric switch
        {
            "framework_bootstrap" => SumOfMeans(iterations, Bootstrap),
            "model_loading" => SumOfMeans(iterations, ["load_weights", "model_init"]),
            "torch.compile" => SumOfThose(iterations, Compiling),
            "init_engine" => InitEngine(iterations),
            "total_time" => TotalTime(iterations),
            "actual_total_time" => ActualTotalTime(iterations),
            _ => PlainMean(metric, iterations),
        };

    /// <summary>The plain mean over the iterations that have a value; null if none has.</summary>
    public static double? PlainMean(string metric, IReadOnlyList<MeasuredRun> iterations)
    {
        var n = 0;
        var sum = default(CompensatedSum);
        foreach (var run in iterations)
        {
            if (run.Value(metric) is { } value)
            {
                n++;
                sum.Add(value);
            }
        }

        return n == 0 ? null : sum.Value / n;
    }

    private static double? InitEngine(IReadOnlyList<MeasuredRun> iterations) =>
        // A start compiles or loads its graphs, never both, and with compilation off neither: what is there counts.
        PlainMean("kv_cache_profiling", iterations) is { } profiling
        && PlainMean("graph_capturing", iterations) is { } capturing
            ? (SumOfThose(iterations, [.. Compiling, "graph_compile_cached"]) ?? 0) + profiling + capturing
            : null;

    private static double? TotalTime(IReadOnlyList<MeasuredRun> iterations) =>
        Of("framework_bootstrap", iterations)
        + Of("model_loading", iterations)
        + InitEngine(iterations)
        + PlainMean("tokenizer_init", iterations);

    private static double? ActualTotalTime(IReadOnlyList<MeasuredRun> iterations)
    {
        var n = 0;
        var rest = default(CompensatedSum);
        foreach (var run in iterations)
        {
            if (run.Value("actual_total_time") is { } actual && run.Value("total_time") is { } total)
            {
                n++;
                rest.Add(actual - total);
            }
        }

        return n > 0 && TotalTime(iterations) is { } sum
            ? sum + (rest.Value / n)
            : PlainMean("actual_total_time", iterations);
    }

    private static double? SumOfMeans(IReadOnlyList<MeasuredRun> iterations, ReadOnlySpan<string> metrics)
    {
        double? sum = 0;
        foreach (var metric in metrics)
        {
            sum += PlainMean(metric, iterations);
        }

        return sum;
    }

    private static double? SumOfThose(IReadOnlyList<MeasuredRun> iterations, ReadOnlySpan<string> metrics)
    {
        double? sum = null;
        foreach (var metric in metrics)
        {
            if (PlainMean(metric, iterations) is { } mean)
            {
                sum = (sum ?? 0) + mean;
            }
        }

        return sum;
    }
}
