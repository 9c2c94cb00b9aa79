namespace Refigure.Plotting.Figures;

/// <summary>Where a legend stands. Several legends on one side stand one under the other.</summary>
public enum LegendPlacement
{
    /// <summary>Inside the plot, where it covers nothing.</summary>
    Inside,

    /// <summary>At the right of the plot.</summary>
    Right,

    /// <summary>Over the plot, entries side by side.</summary>
    Above,

    /// <summary>Under the plot, entries side by side.</summary>
    Below,
}
