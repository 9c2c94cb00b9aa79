namespace Refigure.Plotting.Figures;

/// <summary>A named page width, so that a figure enters a paper at its final size and its 7 pt stay 7 pt.</summary>
/// <param name="Name">The name by which users ask for it.</param>
/// <param name="WidthInches">The page's width in inches.</param>
public sealed record FigureFormat(string Name, double WidthInches)
{
    /// <summary>One column of a two-column paper, 3.3 in.</summary>
    public static FigureFormat Column { get; } = new("column", 3.3);

    /// <summary>The whole text width of a two-column paper, 7 in.</summary>
    public static FigureFormat Text { get; } = new("text", 7);
}
