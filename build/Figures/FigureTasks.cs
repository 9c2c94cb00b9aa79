namespace Refigure.Build.Figures;

/// <summary>The figures that have a task, found by their names.</summary>
internal static class FigureTasks
{
    /// <summary>The numbers, ascending: 1–15 and 17 of the startup study.</summary>
    public static IReadOnlyList<int> Numbers { get; } = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 17];
}
