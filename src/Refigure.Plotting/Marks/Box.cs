using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Marks;

/// <summary>A rectangle in data units; what of it is beyond the axes is cut off.</summary>
/// <param name="FromX">One end on x.</param>
/// <param name="ToX">The other.</param>
/// <param name="FromY">One end on y.</param>
/// <param name="ToY">The other.</param>
/// <param name="Label">Its text; null for none.</param>
/// <param name="Fill">Its own paint instead of the mark's.</param>
public sealed record Box(double FromX, double ToX, double FromY, double ToY, string? Label = null, Fill? Fill = null)
{
    /// <summary>What it stands for, handed on to <see cref="Scenes.Scene.Targets"/>; null if nobody asks.</summary>
    public object? Tag { get; init; }
}
