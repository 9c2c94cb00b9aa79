using System.Collections.Immutable;

namespace Refigure.Plotting.Layout.Axes;

/// <summary>
/// Finds the most readable way to write names under an axis: level, level on two lines, turned by as little as
/// possible, and only then some of them left out.
/// </summary>
internal static class CategoryArranger
{
    private const int MostLines = 2;
    private static readonly ImmutableArray<double> Angles = [30, 45, 60, 90];

    /// <param name="names">The names; they may hold line breaks.</param>
    /// <param name="pitch">Distance of neighbouring categories.</param>
    /// <param name="leftRoom">Room for turned names left of the first category.</param>
    /// <param name="size">Type size.</param>
    /// <param name="type">Measures.</param>
    public static CategoryArrangement Arrange(
        ImmutableArray<string> names,
        double pitch,
        double leftRoom,
        double size,
        Typesetter type
    )
    {
        var gap = size * 0.7;
        var asGiven = ImmutableArray.CreateRange(names, name => ImmutableArray.Create(name.Split('\n')));
        if (AreApart(asGiven, pitch, gap, size, type))
        {
            return new(0, asGiven);
        }

        var wrapped = ImmutableArray.CreateRange(names, name => LineBreaker.WrapEvenly(type, name, size, pitch - gap));
        if (wrapped.All(lines => lines.Length <= MostLines) && AreApart(wrapped, pitch, gap, size, type))
        {
            return new(0, wrapped, AreWrapped: true);
        }

        return Turned(names, pitch, leftRoom, size, type);
    }

    private static CategoryArrangement Turned(
        ImmutableArray<string> names,
        double pitch,
        double leftRoom,
        double size,
        Typesetter type
    )
    {
        var flat = ImmutableArray.CreateRange(names, name => ImmutableArray.Create(name.Replace('\n', ' ')));
        var height = type.Height(1, size) * 1.1;
        foreach (var angle in Angles)
        {
            var (sin, cos) = Math.SinCos(angle * Math.PI / 180);
            if (pitch * sin >= height && Overhang(flat, pitch, cos, size, type) <= leftRoom)
            {
                return new(angle, flat);
            }
        }

        return new(90, flat, Math.Max(1, (int)Math.Ceiling(height / pitch)));
    }

    private static bool AreApart(
        ImmutableArray<ImmutableArray<string>> names,
        double pitch,
        double gap,
        double size,
        Typesetter type
    )
    {
        var (before, halfBefore) = (-1, 0.0);
        for (var i = 0; i < names.Length; i++)
        {
            var half = type.Width(names[i], size) / 2;
            if (half == 0)
            {
                continue;
            }

            if (before >= 0 && half + halfBefore + gap > pitch * (i - before))
            {
                return false;
            }

            (before, halfBefore) = (i, half);
        }

        return true;
    }

    private static double Overhang(
        ImmutableArray<ImmutableArray<string>> names,
        double pitch,
        double cos,
        double size,
        Typesetter type
    )
    {
        var most = 0.0;
        for (var i = 0; i < names.Length; i++)
        {
            most = Math.Max(most, (type.Width(names[i], size) * cos) - (i * pitch));
        }

        return most;
    }
}
