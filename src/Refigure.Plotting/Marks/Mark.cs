namespace Refigure.Plotting.Marks;

/// <summary>Something drawn in a panel's coordinates. Values that are not finite are missing, and not drawn.</summary>
public abstract record Mark;
