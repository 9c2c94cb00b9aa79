namespace Refigure;

/// <summary>Finds the names that somebody may have meant who misspelt one.</summary>
public static class Spelling
{
    /// <summary>The known names that look most like a misspelt one, the nearest first; none if none does.</summary>
    public static IEnumerable<string> Near(IEnumerable<string> known, string asked)
    {
        ArgumentNullException.ThrowIfNull(asked);
        var most = Math.Max(1, asked.Length / 3);
        return known
            .Select(name => (Name: name, Distance: Distance(name.ToLowerInvariant(), asked.ToLowerInvariant())))
            .Where(x => x.Distance <= most)
            .OrderBy(x => x.Distance)
            .Select(x => x.Name);
    }

    // Levenshtein distance; the words are short.
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[^1];
    }
}
