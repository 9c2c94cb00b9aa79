namespace Refigure.Logs.Lines;

/// <summary>Python's printed values: brackets nest, quotes hide.</summary>
internal static class NestedText
{
    /// <summary>The first comma that is in no bracket and no quotes; -1 if there is none.</summary>
    public static int NextComma(ReadOnlySpan<byte> text)
    {
        var depth = 0;
        for (var at = 0; at < text.Length; at++)
        {
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
        }

        return -1;
    }
}
