using System.Text.Json;
using Refigure.Load.Arrivals;

namespace Refigure.Load.Prompts;

/// <summary>
/// Prompts from conversations in ShareGPT's JSON: the first human turn, in a seeded order. How long the model's turn is (about
/// four characters a token) is the most that is asked for, unless a number is given.
/// </summary>
internal static class ShareGpt
{
    private const int CharactersPerToken = 4;
    private const int Longest = 4096;

    public static IReadOnlyList<Prompt> Of(Stream json, string file, int? outputTokens, uint seed)
    {
        var prompts = new List<Prompt>();
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind == JsonValueKind.Array)
            {
                foreach (var conversation in document.RootElement.EnumerateArray())
                {
                    if (Pair(conversation) is var (ask, answer))
                    {
                        var tokens = outputTokens ?? Math.Clamp(answer.Length / CharactersPerToken, 1, Longest);
                        prompts.Add(new Prompt(ask, null, tokens));
                    }
                }
            }
        }
        catch (JsonException e)
        {
            throw new UserErrorException(
                $"{file}:{e.LineNumber + 1}: is no JSON; expected ShareGPT's list of conversations.",
                e
            );
        }

        if (prompts.Count == 0)
        {
            throw new UserErrorException(
                $"{file} has no conversation; expected ShareGPT's list of objects with \"conversations\", each turn with \"from\" and \"value\"."
            );
        }

        MersenneTwister.Python(seed).Shuffle(prompts);
        return prompts;
    }

    private static (string Ask, string Answer)? Pair(JsonElement conversation)
    {
        if (
            conversation.ValueKind != JsonValueKind.Object
            || !conversation.TryGetProperty("conversations", out var turns)
            || turns.ValueKind != JsonValueKind.Array
            || turns.GetArrayLength() < 2
        )
        {
            return null;
        }

        return Value(turns[0]) is { Length: > 0 } ask && Value(turns[1]) is { Length: > 0 } answer
            ? (ask, answer)
            : null;
    }

    private static string? Value(JsonElement turn) =>
        turn.ValueKind == JsonValueKind.Object
        && turn.TryGetProperty("value", out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
