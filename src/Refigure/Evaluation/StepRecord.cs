using System.Collections.Immutable;

namespace Refigure.Evaluation;

/// <summary>A step that was done: what it depended on and what it came to.</summary>
/// <param name="Name">The step's name, unique in an evaluation.</param>
/// <param name="Inputs">What it depended on, each with its digest or value.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="Lines">Its lines of the table.</param>
public sealed record StepRecord(
    string Name,
    ImmutableSortedDictionary<string, string> Inputs,
    TimeSpan Elapsed,
    ImmutableArray<EvaluationLine> Lines
)
{
    /// <summary>
    /// Whether doing it again with the same inputs would come to the same. What failed, or lacked something of the machine, is
    /// tried again.
    /// </summary>
    public bool IsFinal =>
        !Lines.IsDefaultOrEmpty
        && Lines.All(l =>
            l.Verdict is EvaluationVerdict.Passed or EvaluationVerdict.Differs
            || l is { Verdict: EvaluationVerdict.CouldNotRun, LiesInData: true }
        );

    /// <summary>What other inputs than these are different, by name; none if the step need not be done again.</summary>
    public IEnumerable<string> Changed(ImmutableSortedDictionary<string, string> now)
    {
        ArgumentNullException.ThrowIfNull(now);
        return Inputs
            .Keys.Union(now.Keys, StringComparer.Ordinal)
            .Where(name => Inputs.GetValueOrDefault(name) != now.GetValueOrDefault(name))
            .Order(StringComparer.Ordinal);
    }
}
