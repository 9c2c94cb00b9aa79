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
    private double[] _x = [];
    private double[] _y = [];

    /// <summary>Values of a sample, and points of a fit.</summary>
    [Params(5, 10, 100_000)]
    public int Count { get; set; }

    [GlobalSetup]
    public void Draw()
    {
        var random = new Random(17);
        _x = [.. Enumerable.Range(0, Count).Select(i => (double)i)];
        _y = [.. _x.Select(v => 3 + (0.1 * v) + random.NextDouble())];
    }

    [Benchmark]
    public SampleSummary? Mean_and_standard_error() => SampleSummary.Of(_y);

    [Benchmark]
    public double? Half_width_of_the_95_percent_interval() => SampleSummary.Of(_y)?.HalfWidth95;

    [Benchmark]
    public LinearFit? Fitted_line_and_Pearson() => LinearFit.Of(_x, _y);
}
