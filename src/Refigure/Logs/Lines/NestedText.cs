using System.Buffers;

namespace Refigure.Logs.Lines;

/// <summary>Python's printed values: brackets nest, quotes hide.</summary>
internal static class NestedText
{
    private static readonly SearchValues<byte> Marks = SearchValues.Create("()[]{}'\","u8);

    /// <summary>The first comma that is in no bracket and no quotes; -1 if there is none.</summary>
    public static int NextComma(ReadOnlySpan<byte> text)
    {
        var depth = 0;
        var at = 0;
        while (at < text.Length)
        {
            var step = text[at..].IndexOfAny(Marks);
            if (step < 0)
            {
                return -1;
            }

            at += step;
            switch (text[at])
            {
                case (byte)',' when depth == 0:
                    return at;
                case (byte)'(' or (byte)'[' or (byte)'{':
                    depth++;
                    break;
                case (byte)')' or (byte)']' or (byte)'}':
                    depth--;
                    break;
                case (byte)'\'' or (byte)'"':
                    var close = text[(at + 1)..].IndexOf(text[at]);
                    if (close < 0)
                    {
                        return -1;
                    }

                    at += close + 1;
                    break;
                default:
                    break;
            }

            at++;
        }

        return -1;
    }
}
