using System.Collections.Immutable;

namespace Refigure.Evaluation;

/// <summary>The steps of an evaluation that are done, so that one that was stopped goes on.</summary>
/// <param name="Steps">They, by name.</param>
public sealed record EvaluationState(ImmutableSortedDictionary<string, StepRecord> Steps)
{
    /// <summary>Nothing is done.</summary>
    public static EvaluationState Empty { get; } =
        new(ImmutableSortedDictionary.Create<string, StepRecord>(StringComparer.Ordinal));

    /// <summary>With a step that is done now.</summary>
    public EvaluationState With(StepRecord step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return new EvaluationState(Steps.SetItem(step.Name, step));
    }

    /// <summary>A step as it was done, if doing it again would change nothing; else why it must be done.</summary>
    /// <param name="name">The step.</param>
    /// <param name="inputs">What it depends on now.</param>
    /// <param name="isThere">Tells whether what a step drew is still there: names relative to the evaluation's folder.</param>
    public (StepRecord? Done, string? Why) Find(
        string name,
        ImmutableSortedDictionary<string, string> inputs,
        Func<string, bool> isThere
    )
    {
        ArgumentNullException.ThrowIfNull(isThere);
        if (Steps.GetValueOrDefault(name) is not { } step)
        {
            return (null, null);
        }

        var changed = step.Changed(inputs).ToArray();
        return changed.Length > 0 ? (null, $"{string.Join(", ", changed)} changed")
            : !step.IsFinal ? (null, "it did not end well")
            : step.Lines.Select(l => l.File).OfType<string>().FirstOrDefault(f => !isThere(f)) is { } gone
                ? (null, $"{gone} is gone")
            : (step, null);
    }
}
