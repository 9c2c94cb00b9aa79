using System.Collections.Immutable;
using Refigure.Evaluation;

namespace Refigure.Build.Evaluation;

/// <summary>What is known before anything is done: what this machine cannot do, and why.</summary>
/// <param name="Name">The step's name.</param>
/// <param name="Title">What it would do.</param>
/// <param name="Lines">What is known of it.</param>
internal sealed record StatedStep(string Name, string Title, ImmutableArray<EvaluationLine> Lines) : IEvaluationStep
{
    public bool IsRemembered => false;

    public ImmutableSortedDictionary<string, string> Inputs() => InputDigest.Of();

    public StepPrice Price(ISet<string> counted) => new(TimeSpan.Zero, 0, "cannot be done here");

    public Task<ImmutableArray<EvaluationLine>> RunAsync(CancellationToken cancellation) => Task.FromResult(Lines);
}
