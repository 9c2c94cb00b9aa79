using System.Net.Http.Json;
using System.Text.Json;

namespace Refigure.Tests.Engines;

/// <summary>A streamed answer: the data of its events, in order.</summary>
internal sealed record ServingAnswer(int Status, string[] Events)
{
    /// <summary>The events but the last, which is <c>[DONE]</c>.</summary>
    public JsonElement[] Chunks => [.. Events.SkipLast(1).Select(e => JsonDocument.Parse(e).RootElement)];

    /// <summary>The text of each chunk with a choice.</summary>
    public string[] Texts =>
        [
            .. Chunks
                .Where(c => c.GetProperty("choices").GetArrayLength() > 0)
                .Select(c => c.GetProperty("choices")[0])
                .Select(c =>
                    (
                        c.TryGetProperty("delta", out var delta) ? delta.GetProperty("content") : c.GetProperty("text")
                    ).GetString()!
                ),
        ];

    /// <summary>Why it ended.</summary>
    public string? Reason =>
        Chunks
            .Last(c => c.GetProperty("choices").GetArrayLength() > 0)
            .GetProperty("choices")[0]
            .GetProperty("finish_reason")
            .GetString();

    /// <summary>The server's count of prompt and answer.</summary>
    public (int Prompt, int Answer) Usage =>
        (
            Chunks[^1].GetProperty("usage").GetProperty("prompt_tokens").GetInt32(),
            Chunks[^1].GetProperty("usage").GetProperty("completion_tokens").GetInt32()
        );

    public static async Task<ServingAnswer> AskAsync(
        HttpClient client,
        Uri address,
        object body,
        CancellationToken cancellation = default
    )
    {
        using var answer = await client.PostAsJsonAsync(address, body, cancellation);
        var text = await answer.Content.ReadAsStringAsync(cancellation);
        return new ServingAnswer(
            (int)answer.StatusCode,
            [
                .. text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
                    .Select(e => e.StartsWith("data: ", StringComparison.Ordinal) ? e["data: ".Length..] : e),
            ]
        );
    }

    /// <summary>A body that asks for a stream with usage at its end.</summary>
    public static Dictionary<string, object> Body(int maxTokens, object prompt, bool ignoreEos = false) =>
        new()
        {
            ["prompt"] = prompt,
            ["max_tokens"] = maxTokens,
            ["temperature"] = 0,
            ["ignore_eos"] = ignoreEos,
            ["stream"] = true,
            ["stream_options"] = new { include_usage = true },
        };
}
