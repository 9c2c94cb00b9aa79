using System.Collections.Immutable;
using Refigure.Plotting.Figures;
using Refigure.Plotting.Ticks;

namespace Refigure.Plotting.Layout.Axes;

/// <summary>Chooses the ticks of an axis of values so that their measured labels keep apart.</summary>
internal static class AxisTicks
{
    public static ImmutableArray<Tick> For(ValueAxis axis, Scale scale, bool isVertical, double size, Typesetter type)
    {
        var length = Math.Abs(scale.To - scale.From);
        bool Fit(ImmutableArray<Tick> ticks) => KeepApart(ticks, scale, isVertical, size, type);
        if (scale.IsLog)
        {
            return axis.LogBase == 2
                ? BinaryTicks.Between(scale.Min, scale.Max, Fit)
                : LogTicks.Between(scale.Min, scale.Max, Fit);
        }

        var most = (int)Math.Clamp(length / (size * (isVertical ? 2.2 : 3)) + 1, 3, isVertical ? 8 : 10);
        return LinearTicks.Between(scale.Min, scale.Max, most, axis.WholeNumbers, Fit);
    }

    private static bool KeepApart(
        ImmutableArray<Tick> ticks,
        Scale scale,
        bool isVertical,
        double size,
        Typesetter type
    )
    {
        var gap = isVertical ? size * 0.3 : size * 0.7;
        var height = type.Height(1, size);
        var (before, halfBefore) = (double.NaN, 0.0);
        foreach (var tick in ticks)
        {
            if (tick.IsMinor)
            {
                continue;
            }

            var place = scale.Map(tick.Value);
            var half = (isVertical ? height : type.Width(tick.Label, size)) / 2;
            if (Math.Abs(place - before) < half + halfBefore + gap)
            {
                return false;
            }

            (before, halfBefore) = (place, half);
        }

        return true;
    }
}
