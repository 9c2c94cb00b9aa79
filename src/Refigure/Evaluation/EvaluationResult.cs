using System.Collections.Immutable;

namespace Refigure.Evaluation;

/// <summary>What an evaluation came to.</summary>
/// <param name="Steps">Its steps in order, with what each came to.</param>
public sealed record EvaluationResult(ImmutableArray<StepRecord> Steps)
{
    // As shells say of a program that SIGINT ended.
    private const int Interrupted = 130;

    /// <summary>Whether it was stopped before its end.</summary>
    public bool WasStopped { get; init; }

    /// <summary>The report's file; null if there is none.</summary>
    public string? Report { get; init; }

    /// <summary>The steps that an earlier evaluation did, by name.</summary>
    public ImmutableSortedSet<string> DoneBefore { get; init; } = [];

    /// <summary>All lines, in order.</summary>
    public IEnumerable<EvaluationLine> Lines => Steps.SelectMany(s => s.Lines);

    /// <summary>130 if it was stopped, 1 if something failed or differs, else 0: what the machine cannot do is no failure.</summary>
    public int ExitCode =>
        WasStopped ? Interrupted
        : Lines.Any(l => l.Verdict is EvaluationVerdict.Failed or EvaluationVerdict.Differs) ? 1
        : 0;

    /// <summary>How many lines have a verdict.</summary>
    public int Count(EvaluationVerdict verdict) => Lines.Count(l => l.Verdict == verdict);

    /// <summary>The counts in words: <c>31 passed, 1 differs, 8 could not run</c>.</summary>
    public string Summary
    {
        get
        {
            EvaluationVerdict[] order =
            [
                EvaluationVerdict.Passed,
                EvaluationVerdict.Differs,
                EvaluationVerdict.Failed,
                EvaluationVerdict.CouldNotRun,
                EvaluationVerdict.NotReached,
            ];
            var counts = order.Select(v => (Verdict: v, Count: Count(v))).Where(c => c.Count > 0).ToArray();
            return counts.Length == 0
                ? "nothing was evaluated"
                : string.Join(
                    ", ",
                    counts.Select(c =>
                        c is { Verdict: EvaluationVerdict.Differs, Count: > 1 }
                            ? $"{c.Count} differ"
                            : $"{c.Count} {c.Verdict.Word()}"
                    )
                );
        }
    }
}
