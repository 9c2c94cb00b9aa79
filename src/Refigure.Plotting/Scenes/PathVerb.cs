namespace Refigure.Plotting.Scenes;

/// <summary>What a path segment does.</summary>
public enum PathVerb
{
    /// <summary>Starts a new subpath at one point.</summary>
    Move,

    /// <summary>A straight line to one point.</summary>
    Line,

    /// <summary>A cubic Bézier curve: two control points, then the end.</summary>
    Cubic,

    /// <summary>Closes the subpath; no point.</summary>
    Close,
}
