using System.Collections.Immutable;

namespace Refigure.Plotting.Layout.Axes;

/// <summary>How the names of categories stand under an axis.</summary>
/// <param name="Angle">Degrees, counter-clockwise; 0 for level names.</param>
/// <param name="Names">The lines of each name.</param>
/// <param name="Every">1 if all are shown, else every so many-th.</param>
/// <param name="AreWrapped">Whether lines were broken here; else further lines are remarks of the author's.</param>
internal sealed record CategoryArrangement(
    double Angle,
    ImmutableArray<ImmutableArray<string>> Names,
    int Every = 1,
    bool AreWrapped = false
);
