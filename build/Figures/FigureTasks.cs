using Refigure.Figures;

namespace Refigure.Build.Figures;

/// <summary>The figures that have a task.</summary>
internal static class FigureTasks
{
    /// <summary>The numbers, ascending.</summary>
    public static IReadOnlyList<int> Numbers { get; } = [.. FigureRecipes.All.Select(r => r.Number)];
}
