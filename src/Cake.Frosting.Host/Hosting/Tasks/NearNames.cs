using System.Collections.Immutable;

namespace Cake.Frosting.Hosting.Tasks;

/// <summary>Finds what someone may have meant.</summary>
internal static class NearNames
{
    private const int Shown = 3;

    /// <summary>The nearest names, at most three, nearest first; empty if none is near.</summary>
    public static ImmutableArray<string> Find(string typed, IEnumerable<string> names)
    {
        // A third of the letters may be wrong: more than that is another word.
        var reach = Math.Max(1, typed.Length / 3);
        return
        [
            .. names
                .Select(name => (Name: name, Distance: Distance(typed.ToLowerInvariant(), name.ToLowerInvariant())))
                .Where(near => near.Distance <= reach || IsPart(typed, near.Name))
                .OrderBy(near => near.Distance)
                .ThenBy(near => near.Name, StringComparer.OrdinalIgnoreCase)
                .Take(Shown)
                .Select(near => near.Name),
        ];
    }

    private static bool IsPart(string typed, string name) =>
        typed.Length >= 3 && name.Contains(typed, StringComparison.OrdinalIgnoreCase);

    /// <summary>Levenshtein's distance: the insertions, deletions and replacements from one text to the other.</summary>
    private static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var replaced = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[to.Length];
    }
}
