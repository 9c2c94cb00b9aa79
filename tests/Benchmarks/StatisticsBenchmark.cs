using BenchmarkDotNet.Attributes;
using Refigure.Statistics;

namespace Refigure.Benchmarks;

/// <summary>
/// Means with their errors and fitted lines: of five iterations and ten models, as a figure has them, and of as many
/// values as a load test records.
/// </summary>
[MemoryDiagnoser]
public class StatisticsBenchmark
{
    private double[] x = [];
    private double[] y = [];

    /// <summary>Values of a sample, and points of a fit.</summary>
    [Params(5, 10, 100_000)]
    public int Count { get; set; }

    [GlobalSetup]
    public void Draw()
    {
        var random = new Random(17);
        x = [.. Enumerable.Range(0, Count).Select(i => (double)i)];
        y = [.. x.Select(v => 3 + (0.1 * v) + random.NextDouble())];
    }

    [Benchmark]
    public SampleSummary? Mean_and_standard_error() => SampleSummary.Of(y);

    [Benchmark]
    public double? Half_width_of_the_95_percent_interval() => SampleSummary.Of(y)?.HalfWidth95;

    [Benchmark]
    public LinearFit? Fitted_line_and_Pearson() => LinearFit.Of(x, y);
}
