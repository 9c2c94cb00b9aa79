using System.Collections.Immutable;
using Refigure.Planning;

namespace Refigure.Evaluation;

/// <summary>The price of a step that makes the runs of a plan: also what a plan does not time, setting up and writing models.</summary>
public static class PlanStepPrice
{
    // Some MB a second from a registry; models are written with random numbers. Both were measured on two cores.
    private const double InstalledBytesASecond = 20e6;
    private const double WrittenBytesASecond = 150e6;
    private static readonly TimeSpan BesideARun = TimeSpan.FromSeconds(0.4);

    /// <summary>The price.</summary>
    /// <param name="plan">What is to be run.</param>
    /// <param name="counted">Environments and models that an earlier step pays for; the plan's are added.</param>
    /// <param name="drawn">The bytes of what is drawn of them.</param>
    public static StepPrice Of(Plan plan, ISet<string> counted, long drawn)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(counted);
        var toMake = plan.ToMake;
        var time = BesideARun * toMake.Length;
        var unknown = 0;
        foreach (var run in toMake.Concat(plan.Fillings))
        {
            time += run.Estimate ?? TimeSpan.Zero;
            unknown += run.Estimate is null ? 1 : 0;
        }

        var environments = New("environment", plan.Environments, counted);
        var models = New("model", plan.Models, counted);
        time += TimeSpan.FromSeconds((environments / InstalledBytesASecond) + (models / WrittenBytesASecond));
        return new StepPrice(
            unknown > 0 && unknown == toMake.Length + plan.Fillings.Length ? null : time,
            plan.RunsDisk + environments + models + drawn,
            toMake.IsEmpty ? "every run is there"
                : unknown > 0 ? $"{Runs(toMake.Length)}, {unknown} of which nobody knows how long they take"
                : Runs(toMake.Length)
        );
    }

    private static long New(string kind, ImmutableSortedDictionary<string, long> needed, ISet<string> counted)
    {
        long bytes = 0;
        foreach (var (name, size) in needed)
        {
            bytes += counted.Add($"{kind} {name}") ? size : 0;
        }

        return bytes;
    }

    private static string Runs(int count) => count == 1 ? "1 run" : $"{count} runs";
}
