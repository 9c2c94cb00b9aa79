using System.Collections.Immutable;

namespace Refigure.Assignment;

/// <summary>Everything that the assignment is made of, read and computed; nothing is written yet.</summary>
public sealed record AssignmentData
{
    /// <summary><c>paper</c>, <c>lab</c> or <c>smoke</c>.</summary>
    public required string Profile { get; init; }

    /// <summary>Whether the runs were taken over from results of another tool.</summary>
    public bool IsImported { get; init; }

    /// <summary>The configurations that figures 18 and 19 show, in their order.</summary>
    public ImmutableArray<ServedConfiguration> Configurations { get; init; } = [];

    /// <summary>Figures 18 to 20.</summary>
    public ImmutableArray<AssignmentFigure> Figures { get; init; } = [];

    /// <summary>The profiled run of figure 20; null if there is none.</summary>
    public KernelProfile? Kernels { get; init; }

    /// <summary>The scripts that start the servers, by configuration.</summary>
    public ImmutableArray<ServerScript> Servers { get; init; } = [];

    /// <summary>What is not there.</summary>
    public ImmutableArray<AssignmentGap> Gaps { get; init; } = [];

    /// <summary>The code's commit.</summary>
    public required string Commit { get; init; }

    /// <summary>The date that the report bears; null for none.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>What does not belong to the assignment's own setting, one sentence; null for the profile <c>paper</c>.</summary>
    public string? Caution => ProfileWords.Caution(Profile, IsImported);

    /// <summary>The figure of a number.</summary>
    public AssignmentFigure? Figure(int number) => Figures.FirstOrDefault(f => f.Number == number);
}
