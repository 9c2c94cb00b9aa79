using Refigure.Plotting.Marks;

namespace Refigure.Plotting.Layout;

/// <summary>Adds up the parts of stacked bars; positive ones upwards from 0, negative ones downwards.</summary>
internal static class StackSegments
{
    public static IEnumerable<StackSegment> Of(StackedBars stack)
    {
        var categories = stack.Series.Select(series => series.Bars.Length).DefaultIfEmpty(0).Max();
        for (var category = 0; category < categories; category++)
        {
            var (above, below) = (0.0, 0.0);
            foreach (var series in stack.Series)
            {
                if (category >= series.Bars.Length || series.Bars[category] is not { Value: { } value } bar)
                {
                    continue;
                }

                if (!double.IsFinite(value))
                {
                    continue;
                }

                var from = value >= 0 ? above : below;
                var to = from + value;
                (above, below) = value >= 0 ? (to, below) : (above, to);
                yield return new(category, from, to, bar, bar.Fill ?? series.Fill);
            }
        }
    }
}
