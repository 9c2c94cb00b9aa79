using System.Text.Json;

namespace Refigure.Load.Prompts;

/// <summary>Prompts from a file of the user's: one a line, or a JSON object a line with <c>prompt</c> and perhaps <c>output_tokens</c>.</summary>
internal static class PromptFile
{
    public static IReadOnlyList<Prompt> Of(IEnumerable<string> lines, string file, int outputTokens)
    {
        var prompts = new List<Prompt>();
        var number = 0;
        foreach (var line in lines)
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
            {
                prompts.Add(
                    line.TrimStart().StartsWith('{')
                        ? Parsed(line, $"{file}:{number}", outputTokens)
                        : new Prompt(line, null, outputTokens)
                );
            }
        }

        return prompts.Count > 0
            ? prompts
            : throw new UserErrorException(
                $"{file} has no prompt; expected one a line, or a JSON object a line such as {{\"prompt\": \"…\", \"output_tokens\": 128}}."
            );
    }

    private static Prompt Parsed(string line, string place, int outputTokens)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            if (root.TryGetProperty("prompt", out var text) && text.ValueKind == JsonValueKind.String)
            {
                var tokens = Count(root, "output_tokens", place) ?? outputTokens;
                return new Prompt(text.GetString()!, Count(root, "prompt_tokens", place), tokens);
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Said below, with the place.
        }

        throw new UserErrorException(
            $"{place}: expected a JSON object with \"prompt\", such as {{\"prompt\": \"…\", \"output_tokens\": 128}}."
        );
    }

    private static int? Count(JsonElement root, string key, string place) =>
        !root.TryGetProperty(key, out var value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var count) && count > 0 ? count
        : throw new UserErrorException($"{place}: \"{key}\" must be a whole number from 1.");
}
