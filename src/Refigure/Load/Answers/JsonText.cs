using System.Text;
using System.Text.Json;

namespace Refigure.Load.Answers;

/// <summary>Texts of JSON as they stand between the quotes.</summary>
internal static class JsonText
{
    /// <summary>
    /// The text of escaped pieces that were put together; bytes that are no UTF-8 become U+FFFD. Pieces may be cut between the
    /// two halves of a surrogate pair.
    /// </summary>
    public static string Unescape(ReadOnlySpan<byte> escaped)
    {
        // Through characters, so that bytes that are no UTF-8 are replaced and do not throw.
        var quoted = $"\"{Encoding.UTF8.GetString(escaped)}\"";
        try
        {
            return JsonSerializer.Deserialize<string>(quoted) ?? "";
        }
        catch (JsonException)
        {
            // Half of a pair stands alone: what was sent is shown as it was sent.
            return quoted[1..^1];
        }
    }
}
