namespace Refigure.Plotting.Scenes;

/// <summary>A repeated line pattern over a filled area: the second code beside colour.</summary>
public enum Hatch
{
    /// <summary>No pattern.</summary>
    None,

    /// <summary>Lines rising to the right, <c>////</c>.</summary>
    Rising,

    /// <summary>Lines falling to the right, <c>\\\\</c>.</summary>
    Falling,

    /// <summary>Rising and falling lines.</summary>
    Crossed,

    /// <summary>Horizontal lines.</summary>
    Horizontal,

    /// <summary>Vertical lines.</summary>
    Vertical,

    /// <summary>Dots.</summary>
    Dots,
}
