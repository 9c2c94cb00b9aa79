namespace Refigure.Assignment;

/// <summary>A part of the assignment that is not there.</summary>
/// <param name="What">What, as a noun: <c>4 GPUs</c>, <c>the profile</c>.</param>
/// <param name="Sentence">One sentence: what is missing, and what to type or to do.</param>
public sealed record AssignmentGap(string What, string Sentence)
{
    /// <summary>
    /// Whether the archive is incomplete without it; else it is what the chosen profile does not have at all, or what is too large
    /// to be packed.
    /// </summary>
    public bool IsMissed { get; init; } = true;
}
