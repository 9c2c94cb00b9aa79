namespace Refigure.Imports.Serving;

/// <summary>How other tools call the endpoint, as <c>load.json</c> calls it.</summary>
internal static class EndpointWords
{
    /// <summary><c>chat</c>, <c>completions</c>, <c>generate_stream</c>; null for what is none of them.</summary>
    public static string? Of(string? name) =>
        name is null ? null
        : name.Contains("chat", StringComparison.OrdinalIgnoreCase) ? "chat"
        : name.Contains("generate_stream", StringComparison.OrdinalIgnoreCase) || name == "tgi" ? "generate_stream"
        : name.Contains("completions", StringComparison.OrdinalIgnoreCase) || name is "vllm" or "openai" ? "completions"
        : null;
}
