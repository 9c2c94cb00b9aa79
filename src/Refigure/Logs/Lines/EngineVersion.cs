using System.Globalization;

namespace Refigure.Logs.Lines;

/// <summary>A vLLM version as far as it orders releases: up to four numbers, what follows them (rc, dev, +commit) left out.</summary>
internal readonly record struct EngineVersion(int Major, int Minor, int Patch, int Fourth) : IComparable<EngineVersion>
{
    /// <summary>Reads <c>0.10.1.1</c>, <c>v0.8</c>, <c>0.11.0rc2</c>; null if the text does not begin with a number.</summary>
    /// <param name="text">The version as printed.</param>
    /// <param name="open">What a number that is not given counts as: 0 for a lower bound, <see cref="int.MaxValue"/> for an upper one.</param>
    public static EngineVersion? Parse(ReadOnlySpan<char> text, int open = 0)
    {
        if (text.StartsWith("v", StringComparison.Ordinal))
        {
            text = text[1..];
        }

        Span<int> parts = [open, open, open, open];
        for (var i = 0; i < parts.Length; i++)
        {
            var digits = text.IndexOfAnyExceptInRange('0', '9');
            var number = digits < 0 ? text : text[..digits];
            if (
                number.Length is 0 or > 8
                || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out parts[i])
            )
            {
                parts[i] = open;
                return i == 0 ? null : Of(parts);
            }

            if (digits < 0 || text[digits] != '.')
            {
                break;
            }

            text = text[(digits + 1)..];
        }

        return Of(parts);
    }

    public int CompareTo(EngineVersion other) =>
        Major != other.Major ? Major.CompareTo(other.Major)
        : Minor != other.Minor ? Minor.CompareTo(other.Minor)
        : Patch != other.Patch ? Patch.CompareTo(other.Patch)
        : Fourth.CompareTo(other.Fourth);

    public static bool operator <(EngineVersion left, EngineVersion right) => left.CompareTo(right) < 0;

    public static bool operator >(EngineVersion left, EngineVersion right) => left.CompareTo(right) > 0;

    public static bool operator <=(EngineVersion left, EngineVersion right) => left.CompareTo(right) <= 0;

    public static bool operator >=(EngineVersion left, EngineVersion right) => left.CompareTo(right) >= 0;

    private static EngineVersion Of(ReadOnlySpan<int> parts) => new(parts[0], parts[1], parts[2], parts[3]);
}
