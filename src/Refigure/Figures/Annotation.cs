namespace Refigure.Figures;

/// <summary>
/// The kinds of annotation, the series of a mark of <see cref="Panels.Annotations"/>. Its label is the printed text, and
/// empty for a number that is only behind the drawing.
/// </summary>
public static class Annotation
{
    /// <summary>Pearson's correlation coefficient.</summary>
    public const string Pearson = "pcc";

    /// <summary>Slope of the fitted line.</summary>
    public const string Slope = "slope";

    /// <summary>The fitted line at 0.</summary>
    public const string Intercept = "intercept";

    /// <summary>A total above a stack.</summary>
    public const string Total = "total";

    /// <summary>Root of the mean squared difference of prediction and truth.</summary>
    public const string RootMeanSquare = "rmse";

    /// <summary>Mean absolute difference of prediction and truth.</summary>
    public const string MeanDifference = "mean_abs_diff";

    /// <summary>Mean absolute difference relative to the truth.</summary>
    public const string MeanRelativeDifference = "mape";

    /// <summary>The title of the value axis where it depends on the runs.</summary>
    public const string Axis = "axis";

    /// <summary>The title of the x axis where it depends on the runs.</summary>
    public const string LoadAxis = "x_axis";

    /// <summary>Something that a reader must know: the text of a finding, a footnote.</summary>
    public const string Note = "note";

    /// <summary>A mark without sources, such as a note.</summary>
    public static FigureMark Text(string kind, string text) =>
        new(Panels.Annotations, kind, text, X: "", Y: null, Error: null, N: null, Unit: "");
}
