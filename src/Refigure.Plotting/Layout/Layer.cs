namespace Refigure.Plotting.Layout;

/// <summary>What lies over what within a panel.</summary>
internal enum Layer
{
    Grid,
    Marks,
    Axes,
    Labels,
    Floats,
}
