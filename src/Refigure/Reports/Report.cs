using System.Collections.Immutable;

namespace Refigure.Reports;

/// <summary>Everything that a report shows, as values: the same report gives the same page.</summary>
public sealed record Report
{
    /// <summary>The figures, each in each profile that has runs of it, or once if none has; ascending.</summary>
    public required ImmutableArray<ReportFigure> Figures { get; init; }

    /// <summary>The runs, ordered by identity; invalid ones among them.</summary>
    public required ImmutableArray<ReportRun> Runs { get; init; }

    /// <summary>Run folders that cannot be read: what is wrong with each.</summary>
    public ImmutableArray<string> Unreadable { get; init; } = [];

    /// <summary>Two sets of runs side by side.</summary>
    public ImmutableArray<RunComparison> Comparisons { get; init; } = [];

    /// <summary>What the figures are verified against, as the user named it; null if against nothing.</summary>
    public string? Reference { get; init; }

    /// <summary>Figures of the reference that this report does not draw.</summary>
    public ImmutableArray<int> OnlyInReference { get; init; } = [];

    /// <summary>The commit of the code that made it.</summary>
    public required string Commit { get; init; }
}
