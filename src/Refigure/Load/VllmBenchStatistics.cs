using Refigure.Statistics;

namespace Refigure.Load;

/// <summary>One latency as <c>vllm bench serve</c> summarises it: population deviation, NumPy's percentiles, 0 for no value.</summary>
internal sealed record VllmBenchStatistics(string Name, IReadOnlyList<double> Seconds)
{
    private static readonly double[] Percents = [50, 90, 95, 99];

    /// <summary>Keys and values in milliseconds, in the tool's order.</summary>
    public IEnumerable<(string Key, double Value)> All()
    {
        double[] sorted = [.. Seconds.Select(s => s * 1e3).Order()];
        var mean = sorted.Length == 0 ? 0 : sorted.Average();
        yield return ($"mean_{Name}_ms", mean);
        yield return ($"median_{Name}_ms", At(sorted, 50));
        yield return (
            $"std_{Name}_ms",
            sorted.Length == 0 ? 0 : Math.Sqrt(sorted.Sum(v => (v - mean) * (v - mean)) / sorted.Length)
        );
        foreach (var percent in Percents)
        {
            yield return ($"p{percent:0}_{Name}_ms", At(sorted, percent));
        }
    }

    private static double At(double[] sorted, double percent) =>
        sorted.Length == 0 ? 0 : Percentiles.Of(sorted, percent);
}
