using System.Collections.Immutable;
using Refigure.Statistics;

namespace Refigure.Serving;

/// <summary>The values of one latency over requests, in seconds, and what is printed of them.</summary>
/// <param name="Name">The metric, such as <c>ttft</c>.</param>
/// <param name="Values">One value a request; requests without it are not there.</param>
internal sealed record LatencySample(string Name, double[] Values)
{
    private static readonly double[] Percents = [50, 90, 95, 99];

    /// <summary>The values of the requests that have one.</summary>
    public static LatencySample Of(
        string name,
        ImmutableArray<RequestRecord> requests,
        Func<RequestRecord, double?> value
    )
    {
        var values = new double[requests.Length];
        var count = 0;
        foreach (var request in requests)
        {
            if (value(request) is { } number)
            {
                values[count++] = number;
            }
        }

        return new(name, count == values.Length ? values : values[..count]);
    }

    /// <summary>The mean alone; null where no request has the value.</summary>
    public static double? MeanOf(ImmutableArray<RequestRecord> requests, Func<RequestRecord, double?> value)
    {
        var (sum, count) = (0.0, 0);
        foreach (var request in requests)
        {
            if (value(request) is { } number)
            {
                sum += number;
                count++;
            }
        }

        return count == 0 ? null : sum / count;
    }

    /// <summary>Every statistic by name; what too few values support has no value.</summary>
    public IEnumerable<(string Metric, double? Value)> Statistics()
    {
        var sorted = (double[])Values.Clone();
        Array.Sort(sorted);
        var summary = SampleSummary.Of(sorted);
        var deviation = summary is { StandardError: { } error } ? error * Math.Sqrt(sorted.Length) : (double?)null;
        // Drawn from the order of the requests, so that the same file gives the same interval.
        var mean = Bootstrap.OfMean(Values);
        yield return ($"{Name}_mean", summary?.Mean);
        yield return ($"{Name}_mean_low", mean?.Low);
        yield return ($"{Name}_mean_high", mean?.High);
        yield return ($"{Name}_std", deviation);
        var intervals = Bootstrap.OfPercentiles(sorted, Percents);
        for (var p = 0; p < Percents.Length; p++)
        {
            var supported = sorted.Length >= Percentiles.FewestFor(Percents[p]);
            yield return ($"{Name}_p{Percents[p]:0}", supported ? Percentiles.Of(sorted, Percents[p]) : null);
            yield return ($"{Name}_p{Percents[p]:0}_low", intervals[p]?.Low);
            yield return ($"{Name}_p{Percents[p]:0}_high", intervals[p]?.High);
        }
    }
}
