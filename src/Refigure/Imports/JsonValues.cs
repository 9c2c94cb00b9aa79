using System.Collections.Immutable;
using System.Text.Json;

namespace Refigure.Imports;

/// <summary>JSON values of unknown type as the text that a command line would hold.</summary>
internal static class JsonValues
{
    /// <summary>Texts as they are, numbers as written, lists separated by spaces, null as nothing.</summary>
    public static string Text(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Null or JsonValueKind.Undefined => "",
            JsonValueKind.Array => string.Join(' ', value.EnumerateArray().Select(Text)),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => value.GetRawText(),
        };

    /// <summary>The object under a key, each value as text; empty if there is none.</summary>
    public static ImmutableSortedDictionary<string, string> Map(JsonElement parent, string key)
    {
        var map = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (parent.TryGetProperty(key, out var child) && child.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in child.EnumerateObject())
            {
                map[property.Name] = Text(property.Value);
            }
        }

        return map.ToImmutable();
    }
}
