namespace Refigure.Plotting.Figures;

/// <summary>Where in a panel something that floats should be.</summary>
public enum Anchor
{
    /// <summary>Wherever it covers nothing: corners first, then edges, then anywhere.</summary>
    Free,

    /// <summary>The top left corner.</summary>
    TopLeft,

    /// <summary>The middle of the top edge.</summary>
    Top,

    /// <summary>The top right corner.</summary>
    TopRight,

    /// <summary>The middle of the left edge.</summary>
    Left,

    /// <summary>The middle of the right edge.</summary>
    Right,

    /// <summary>The bottom left corner.</summary>
    BottomLeft,

    /// <summary>The middle of the bottom edge.</summary>
    Bottom,

    /// <summary>The bottom right corner.</summary>
    BottomRight,
}
