using System.Text;

namespace Refigure.Results;

/// <summary>
/// Keys of JSON objects as texts, without a new text for each object of millions that have the same keys. One a thread.
/// </summary>
internal sealed class KeyNames
{
    private const int Slots = 64;
    private const int Longest = 64;

    [ThreadStatic]
    private static KeyNames? _own;

    private readonly string?[] _known = new string?[Slots];

    /// <summary>That of this thread.</summary>
    public static KeyNames Own => _own ??= new KeyNames();

    /// <summary>The text of a key without escapes.</summary>
    public string Of(ReadOnlySpan<byte> key)
    {
        if (key.Length is 0 or > Longest)
        {
            return Encoding.UTF8.GetString(key);
        }

        ref var known = ref _known[((key.Length * 31) + (key[0] * 7) + key[^1]) % Slots];
        if (known is null || !Ascii.Equals(key, known))
        {
            known = Encoding.UTF8.GetString(key);
        }

        return known;
    }
}
