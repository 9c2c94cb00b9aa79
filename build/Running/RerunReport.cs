using System.Collections.Immutable;
using Refigure.Reruns;

namespace Refigure.Build.Running;

/// <summary>What a rerun came to.</summary>
/// <param name="Compared">The comparison; empty without a baseline.</param>
/// <param name="Failed">How many runs failed.</param>
/// <param name="Lines">What to tell the user.</param>
public sealed record RerunReport(ImmutableArray<ComparedMetric> Compared, int Failed, ImmutableArray<string> Lines);
