namespace Refigure.Nodes;

/// <summary>How much of a file is in the page cache.</summary>
/// <param name="Path">The file.</param>
/// <param name="Pages">Its size in pages.</param>
/// <param name="ResidentPages">How many of them are in memory; null where it cannot be measured.</param>
/// <param name="Problem">Why it cannot be measured or dropped here, such as a tmpfs; null if nothing stands in the way.</param>
public sealed record FileResidency(string Path, long Pages, long? ResidentPages, string? Problem = null)
{
    /// <summary>The resident part, 0 to 1; null where it cannot be measured. An empty file is wholly resident.</summary>
    public double? Fraction =>
        ResidentPages is not { } resident ? null
        : Pages == 0 ? 1
        : (double)resident / Pages;
}
