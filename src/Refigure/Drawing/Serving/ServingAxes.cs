using System.Collections.Immutable;
using Refigure.Figures;
using Refigure.Plotting.Figures;

namespace Refigure.Drawing.Serving;

/// <summary>Axes of loads and of what they lead to: logarithmic where the values span more than a linear one can show.</summary>
internal static class ServingAxes
{
    private const double WidestLinearLoad = 10;
    private const double WidestLinearValue = 20;

    /// <summary>Requests at a time: doublings over more than a decade, else whole numbers.</summary>
    public static ValueAxis Load(string title, IEnumerable<FigureMark> marks) =>
        Span(marks.Select(m => m.Position())) > WidestLinearLoad
            ? new ValueAxis(title) { IsLog = true, LogBase = 2 }
            : new ValueAxis(title) { WholeNumbers = true };

    /// <summary>What was measured: from 0, or logarithmic.</summary>
    public static ValueAxis Value(string title, IEnumerable<FigureMark> marks) =>
        Span(marks.Select(m => m.Y ?? double.NaN)) > WidestLinearValue
            ? new ValueAxis(title) { IsLog = true }
            : new ValueAxis(title) { Min = 0 };

    // Where a value is 0 or less, nothing can be logarithmic.
    private static double Span(IEnumerable<double> values)
    {
        ImmutableArray<double> finite = [.. values.Where(double.IsFinite)];
        return finite.IsEmpty || finite.Min() <= 0 ? 0 : finite.Max() / finite.Min();
    }
}
