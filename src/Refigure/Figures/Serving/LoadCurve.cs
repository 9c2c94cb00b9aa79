namespace Refigure.Figures.Serving;

/// <summary>A curve of <see cref="LoadCurves"/>.</summary>
/// <param name="Series">Its name in the legend and in the CSV.</param>
/// <param name="Metric">The measurement.</param>
/// <param name="ValueAxis">The title of the value axis; curves with the same one share a panel.</param>
/// <param name="IsTime">Whether it is a time, shown in milliseconds.</param>
public sealed record LoadCurve(string Series, string Metric, string ValueAxis, bool IsTime = false);
