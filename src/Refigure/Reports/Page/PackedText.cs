using System.IO.Compression;
using System.Text;

namespace Refigure.Reports.Page;

/// <summary>Text that the page unpacks when it is looked at: raw deflate (RFC 1951), as base64.</summary>
internal static class PackedText
{
    /// <summary>The packed form; the same bytes for the same text.</summary>
    public static string Of(ReadOnlySpan<byte> text)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(text);
        }

        return Convert.ToBase64String(packed.GetBuffer().AsSpan(0, (int)packed.Length));
    }

    /// <inheritdoc cref="Of(ReadOnlySpan{byte})"/>
    public static string Of(string text) => Of(Encoding.UTF8.GetBytes(text));
}
