using System.Collections.Immutable;
using Refigure.Plotting.Marks;

namespace Refigure.Plotting.Figures;

/// <summary>One coordinate system with all that is drawn in it.</summary>
public sealed record Panel
{
    /// <summary>A line over the panel, such as <c>(a) n1</c>.</summary>
    public string? Title { get; init; }

    /// <summary>The horizontal axis: values or categories.</summary>
    public required Axis X { get; init; }

    /// <summary>The vertical axis.</summary>
    public required ValueAxis Y { get; init; }

    /// <summary>What is drawn, later ones over earlier ones.</summary>
    public required ImmutableArray<Mark> Marks { get; init; }

    /// <summary>Small plots within this one.</summary>
    public ImmutableArray<Inset> Insets { get; init; } = [];

    /// <summary>Boxed texts within the plot.</summary>
    public ImmutableArray<Note> Notes { get; init; } = [];

    /// <summary>The panel's own legends.</summary>
    public ImmutableArray<Legend> Legends { get; init; } = [];

    /// <summary>The panel's share of the width of its row, relative to its neighbours.</summary>
    public double WidthShare { get; init; } = 1;

    /// <summary>The panel's share of the height of its column, relative to its neighbours.</summary>
    public double HeightShare { get; init; } = 1;
}
