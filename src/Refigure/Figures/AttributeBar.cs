namespace Refigure.Figures;

/// <summary>A bar with its place on the attribute's axis.</summary>
/// <param name="Label">The printed label.</param>
/// <param name="X">The attribute; null if it is unknown, which puts the bar last and out of the fit.</param>
/// <param name="Size">The size in billions that the model's name says; orders bars of equal x.</param>
/// <param name="IsFitted">Whether the bar takes part in the fit.</param>
/// <param name="Runs">The iterations.</param>
internal sealed record AttributeBar(string Label, double? X, double Size, bool IsFitted, CaseRuns Runs)
{
    /// <summary>By attribute, then by the size in the name, then by the case's name.</summary>
    public static int ByPosition(AttributeBar a, AttributeBar b) =>
        (a.X ?? double.PositiveInfinity)
            .CompareTo(b.X ?? double.PositiveInfinity)
            .Then(a.Size.CompareTo(b.Size))
            .Then(string.CompareOrdinal(a.Runs.Case, b.Runs.Case));
}
