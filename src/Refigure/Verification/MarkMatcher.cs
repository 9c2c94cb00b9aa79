using System.Collections.Immutable;
using System.Globalization;
using Refigure.Figures;

namespace Refigure.Verification;

/// <summary>
/// Finds for each number of a reference our own: by panel, series, label and x; where that fails, by fewer of them, as long
/// as only one candidate is left on either side.
/// </summary>
internal static class MarkMatcher
{
    private static readonly Func<FigureMark, string>[] Keys =
    [
        static m => $"{m.Panel}\n{m.Series}\n{m.Label}\n{Normal(m.X)}",
        static m => $"{m.Panel}\n{m.Series}\n{m.Label}",
        static m => $"{m.Panel}\n\n{m.Label}",
    ];

    /// <summary>Pairs, the reference's order first; a side is null where the other has no partner.</summary>
    public static List<(ReferenceMark? Expected, FigureMark? Actual)> Match(
        ImmutableArray<ReferenceMark> expected,
        ImmutableArray<FigureMark> actual
    )
    {
        var partners = new FigureMark?[expected.Length];
        var free = new HashSet<int>(Enumerable.Range(0, actual.Length));
        foreach (var key in Keys)
        {
            var mine = free.ToLookup(i => Key(key, actual[i]));
            var theirs = Enumerable
                .Range(0, expected.Length)
                .Where(i => partners[i] is null)
                .ToLookup(i => Key(key, expected[i].Mark));
            foreach (var group in theirs)
            {
                if (group.Count() == 1 && mine[group.Key].Count() == 1)
                {
                    var index = mine[group.Key].Single();
                    partners[group.Single()] = actual[index];
                    free.Remove(index);
                }
            }
        }

        var pairs = new List<(ReferenceMark?, FigureMark?)>(expected.Length + free.Count);
        pairs.AddRange(expected.Select((e, i) => ((ReferenceMark?)e, partners[i])));
        pairs.AddRange(free.Order().Select(i => ((ReferenceMark?)null, (FigureMark?)actual[i])));
        return pairs;
    }

    /// <summary>Whether two positions differ: as numbers if both are numbers. An empty one does not differ.</summary>
    public static bool DifferentX(string expected, string actual) =>
        expected.Length > 0
        && actual.Length > 0
        && !string.Equals(Normal(expected), Normal(actual), StringComparison.Ordinal);

    // The label of an annotation is its printed text, which is compared, not matched.
    private static string Key(Func<FigureMark, string> key, FigureMark mark) =>
        key(mark.Panel == Panels.Annotations ? mark with { Label = "" } : mark);

    // 1, 1.0 and 0.9999999999999999 are one position.
    private static string Normal(string x) =>
        double.TryParse(x, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number.ToString("G12", CultureInfo.InvariantCulture)
            : x;
}
