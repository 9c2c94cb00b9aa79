using Refigure.Catalog;
using Refigure.Statistics;

namespace Refigure.Running;

/// <summary>Says whether a case has been repeated often enough.</summary>
public static class PrecisionJudge
{
    /// <summary>Whether another iteration is wanted.</summary>
    /// <param name="goal">The goal.</param>
    /// <param name="least">The least number of iterations.</param>
    /// <param name="made">How many were made, also those that were invalid or have no value.</param>
    /// <param name="values">The metric's values of the valid ones.</param>
    /// <param name="spent">The time that they took together.</param>
    public static bool WantsMore(PrecisionGoal goal, int least, int made, ReadOnlySpan<double> values, TimeSpan spent)
    {
        ArgumentNullException.ThrowIfNull(goal);
        if (made < least)
        {
            return true;
        }

        if (made >= goal.MaximumIterations || spent >= goal.Budget)
        {
            return false;
        }

        return SampleSummary.Of(values) is not { HalfWidth95: { } half, Mean: > 0 } sample
            || half / sample.Mean > goal.RelativeHalfWidth;
    }
}
