using System.Collections.Immutable;

namespace Refigure.Serving;

/// <summary>
/// Looks for the knee: the highest load that meets limits. It doubles the load until the limits are broken, and then halves the
/// distance, on a scale of factors, until what is left is one request or a tenth: about 2·log₂ of the knee in runs. Pure: what
/// comes next follows from what was tried.
/// </summary>
/// <param name="Most">The highest load that is tried.</param>
/// <param name="Wanted">The part of the requests that must meet every limit, 0 to 1.</param>
public sealed record KneeSearch(int Most, double Wanted = KneeSearch.UsualAttainment)
{
    /// <summary>Nineteen of twenty requests, as a 95th percentile under its limit would say.</summary>
    public const double UsualAttainment = 0.95;

    private const double Precision = 0.1;

    /// <summary>The load to try next; null if the knee is known as well as it is wanted.</summary>
    public int? Next(ImmutableArray<KneeProbe> tried)
    {
        var broken = Broken(tried);
        var met = Met(tried)?.Concurrency ?? 0;
        if (broken is not { } above)
        {
            return met == 0 ? 1
                : met >= Most ? null
                : Math.Min(2 * met, Most);
        }

        var distance = above.Concurrency - met;
        if (distance <= Math.Max(1, Precision * met))
        {
            return null;
        }

        var middle = (int)Math.Round(Math.Sqrt(Math.Max(1, met) * (double)above.Concurrency));
        return Math.Clamp(middle, met + 1, above.Concurrency - 1);
    }

    /// <summary>The knee so far: the highest load that met the limits, below every one that broke them; null if there is none.</summary>
    public KneeProbe? Met(ImmutableArray<KneeProbe> tried)
    {
        var broken = Broken(tried)?.Concurrency ?? int.MaxValue;
        KneeProbe? best = null;
        foreach (var probe in tried)
        {
            if (
                probe.Attainment >= Wanted
                && probe.Concurrency < broken
                && probe.Concurrency > (best?.Concurrency ?? 0)
            )
            {
                best = probe;
            }
        }

        return best;
    }

    /// <summary>The lowest load that broke the limits; null if none did.</summary>
    public KneeProbe? Broken(ImmutableArray<KneeProbe> tried)
    {
        KneeProbe? lowest = null;
        foreach (var probe in tried)
        {
            if (probe.Attainment < Wanted && probe.Concurrency < (lowest?.Concurrency ?? int.MaxValue))
            {
                lowest = probe;
            }
        }

        return lowest;
    }
}
