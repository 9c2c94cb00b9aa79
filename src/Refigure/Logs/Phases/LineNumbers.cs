using System.Collections.Immutable;

namespace Refigure.Logs.Phases;

/// <summary>Line numbers as a reading names them.</summary>
internal static class LineNumbers
{
    /// <summary>Ascending, each once.</summary>
    public static ImmutableArray<int> Of(List<int> lines)
    {
        if (lines.Count == 0)
        {
            return [];
        }

        lines.Sort();
        var distinct = ImmutableArray.CreateBuilder<int>(lines.Count);
        foreach (var line in lines)
        {
            if (distinct.Count == 0 || distinct[^1] != line)
            {
                distinct.Add(line);
            }
        }

        return distinct.DrainToImmutable();
    }

    /// <inheritdoc cref="Of(List{int})"/>
    public static ImmutableArray<int> Of(int one, int other) =>
        one == other ? [one]
        : one < other ? [one, other]
        : [other, one];
}
