namespace Refigure.Figures;

/// <summary>Orders engine versions by their numbers, part by part: 0.9.0 before 0.10.0 before 0.10.1.1.</summary>
internal sealed class VersionOrder : IComparer<string>
{
    public static VersionOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        var left = (x ?? "").AsSpan();
        var right = (y ?? "").AsSpan();
        while (!left.IsEmpty || !right.IsEmpty)
        {
            var order = Next(ref left).CompareTo(Next(ref right));
            if (order != 0)
            {
                return order;
            }
        }

        return string.CompareOrdinal(x, y);
    }

    /// <summary>Whether a text is a version: numbers with dots between them.</summary>
    public static bool IsVersion(string text)
    {
        var dots = 0;
        foreach (var c in text)
        {
            dots += c == '.' ? 1 : 0;
            if (c != '.' && !char.IsAsciiDigit(c))
            {
                return false;
            }
        }

        return dots > 0 && char.IsAsciiDigit(text[0]) && char.IsAsciiDigit(text[^1]);
    }

    // A part that is no number, such as "dev3", comes before every number: a pre-release is older.
    private static int Next(ref ReadOnlySpan<char> rest)
    {
        var dot = rest.IndexOf('.');
        var part = dot < 0 ? rest : rest[..dot];
        rest = dot < 0 ? [] : rest[(dot + 1)..];
        return part.IsEmpty ? 0
            : int.TryParse(part, out var number) ? number
            : -1;
    }
}
