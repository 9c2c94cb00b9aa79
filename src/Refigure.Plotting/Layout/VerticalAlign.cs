namespace Refigure.Plotting.Layout;

/// <summary>Which height of a text lies at its anchor.</summary>
internal enum VerticalAlign
{
    /// <summary>The top of its capitals.</summary>
    Top,

    /// <summary>Half the height of its capitals, which is the middle of digits.</summary>
    Middle,

    Baseline,

    /// <summary>The deepest letters.</summary>
    Bottom,
}
