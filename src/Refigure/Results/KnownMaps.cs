using System.Collections.Immutable;

namespace Refigure.Results;

/// <summary>
/// Maps of JSON that come again and again, such as the facts of a node in each of its runs: read once, and then the same object.
/// One a thread.
/// </summary>
internal sealed class KnownMaps
{
    private const int Slots = 64;
    private const int Longest = 16 * 1024;

    [ThreadStatic]
    private static KnownMaps? _own;

    private readonly (byte[] Text, ImmutableSortedDictionary<string, string> Map)[] _known = new (
        byte[],
        ImmutableSortedDictionary<string, string>
    )[Slots];

    /// <summary>That of this thread.</summary>
    public static KnownMaps Own => _own ??= new KnownMaps();

    /// <summary>The map that this text was read as; null if it is not known, or not any more.</summary>
    public ImmutableSortedDictionary<string, string>? Find(ReadOnlySpan<byte> text)
    {
        var (known, map) = _known[Slot(text)];
        return known is not null && text.SequenceEqual(known) ? map : null;
    }

    /// <summary>Remembers what a text was read as.</summary>
    public void Keep(ReadOnlySpan<byte> text, ImmutableSortedDictionary<string, string> map)
    {
        if (text.Length <= Longest)
        {
            _known[Slot(text)] = (text.ToArray(), map);
        }
    }

    private static int Slot(ReadOnlySpan<byte> text)
    {
        var hash = (uint)text.Length;
        for (var i = 0; i < text.Length; i += 16)
        {
            hash = (hash * 31) + text[i];
        }

        return (int)(hash % Slots);
    }
}
