namespace Refigure.Evaluation;

/// <summary>What an evaluation came to in one point; from best to worst.</summary>
public enum EvaluationVerdict
{
    /// <summary>It was done, and where there is something to compare with, it holds.</summary>
    Passed,

    /// <summary>This machine cannot do it, for a reason that is told. No fault of anybody.</summary>
    CouldNotRun,

    /// <summary>The evaluation was stopped before.</summary>
    NotReached,

    /// <summary>It was done, and the numbers are others.</summary>
    Differs,

    /// <summary>It went wrong.</summary>
    Failed,
}
