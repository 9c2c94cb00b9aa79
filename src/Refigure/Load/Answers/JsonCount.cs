using System.Text.Json;

namespace Refigure.Load.Answers;

/// <summary>Counts in JSON.</summary>
internal static class JsonCount
{
    /// <summary>The next value as a count; null where it is none.</summary>
    public static int? Read(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.Number && json.TryGetInt32(out var count) && count >= 0)
        {
            return count;
        }

        json.Skip();
        return null;
    }
}
