using System.Collections.Immutable;

namespace Cake.Frosting.Hosting.Running;

/// <summary>What became of a run.</summary>
/// <param name="Entries">What ran, in order.</param>
/// <param name="Failure">What ended it; null if nothing did.</param>
internal sealed record RunResult(ImmutableArray<ReportEntry> Entries, Exception? Failure);
