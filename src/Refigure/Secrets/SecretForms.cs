using System.Text;
using System.Text.Json;

namespace Refigure.Secrets;

/// <summary>The forms in which a secret can turn up: plain, as JSON, in a URL, in base64.</summary>
internal static class SecretForms
{
    private const int BitsOfByte = 8;
    private const int BitsOfCharacter = 6;
    private const string Hexadecimal = "0123456789ABCDEF";

    /// <summary>All of them, each once, the longest first.</summary>
    /// <param name="secret">The secret.</param>
    public static IEnumerable<string> Of(string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        var url = Uri.EscapeDataString(secret);
        string[] forms =
        [
            secret,
            JsonEncodedText.Encode(secret).ToString(),
            url,
            LowerEscapes(url),
            EveryByte(bytes),
            .. Base64(bytes),
            .. Base64(bytes).Select(UrlSafe),
        ];
        return forms.Distinct(StringComparer.Ordinal).OrderByDescending(f => f.Length);
    }

    // Where a secret begins within a longer text decides its characters: each of the three ways that three bytes can be cut.
    // The first and last character of a cut also hold bits of what is beside the secret, so they cannot be known.
    private static IEnumerable<string> Base64(byte[] secret)
    {
        yield return Convert.ToBase64String(secret);
        for (var before = 0; before < 3; before++)
        {
            var text = Convert.ToBase64String([.. new byte[before], .. secret]);
            var first = ((before * BitsOfByte) + BitsOfCharacter - 1) / BitsOfCharacter;
            var end = (before + secret.Length) * BitsOfByte / BitsOfCharacter;
            yield return text[first..end];
        }
    }

    private static string UrlSafe(string base64) => base64.Replace('+', '-').Replace('/', '_');

    // %2B and %2b are the same to whoever reads them.
    private static string LowerEscapes(string url)
    {
        var text = new StringBuilder(url);
        for (var i = 0; i + 2 < text.Length; i++)
        {
            if (text[i] == '%')
            {
                text[i + 1] = char.ToLowerInvariant(text[i + 1]);
                text[i + 2] = char.ToLowerInvariant(text[i + 2]);
            }
        }

        return text.ToString();
    }

    private static string EveryByte(byte[] secret) =>
        string.Concat(secret.Select(b => $"%{Hexadecimal[b >> 4]}{Hexadecimal[b & 15]}"));
}
