namespace Refigure.Figures;

/// <summary>The panels of <see cref="FigureMark"/>.</summary>
public static class Panels
{
    /// <summary>The figure's own marks.</summary>
    public const string Main = "main";

    /// <summary>The small plot inside: series <c>points</c> and <c>fit</c>.</summary>
    public const string Inset = "inset";

    /// <summary>Printed text and the numbers behind it; the series says which kind.</summary>
    public const string Annotations = "annotations";
}
