using System.Text;

namespace Refigure.Logs.Lines;

/// <summary>
/// Reads the name in <c>Using Flash Attention backend on V1 engine.</c>, <c>Using XFormers backend.</c> and
/// <c>Using FLASH_ATTN attention backend out of potential backends: […]</c>.
/// </summary>
internal static class AttentionBackendReader
{
    private const int LongestName = 40;

    /// <summary>The name; null if the message is about something else.</summary>
    /// <param name="text">What follows <c>Using </c>.</param>
    public static string? Read(ReadOnlySpan<byte> text)
    {
        var end = text[..Math.Min(text.Length, LongestName + 20)].IndexOf(" backend"u8);
        if (end <= 0)
        {
            return null;
        }

        var rest = text[(end + " backend".Length)..];
        var isAttention = text[..end].EndsWith(" attention"u8);
        var name = isAttention ? text[..(end - " attention".Length)] : text[..end];
        var ends = rest.IsEmpty || rest[0] == '.' || rest.StartsWith(" on V1 engine"u8);
        return (isAttention || ends) && name.Length is > 0 and <= LongestName && IsName(name)
            ? Encoding.UTF8.GetString(name)
            : null;
    }

    private static bool IsName(ReadOnlySpan<byte> name)
    {
        foreach (var b in name)
        {
            if (!char.IsAsciiLetterOrDigit((char)b) && b is not ((byte)'_' or (byte)'-' or (byte)' '))
            {
                return false;
            }
        }

        return true;
    }
}
