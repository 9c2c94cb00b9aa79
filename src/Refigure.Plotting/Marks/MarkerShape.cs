namespace Refigure.Plotting.Marks;

/// <summary>The shape of a point.</summary>
public enum MarkerShape
{
    /// <summary>A disc.</summary>
    Circle,

    /// <summary>A square.</summary>
    Square,

    /// <summary>A triangle standing on its base.</summary>
    Triangle,

    /// <summary>A square on its corner.</summary>
    Diamond,

    /// <summary>A triangle standing on its tip.</summary>
    TriangleDown,

    /// <summary>An upright cross.</summary>
    Plus,

    /// <summary>A slanting cross.</summary>
    Cross,
}
