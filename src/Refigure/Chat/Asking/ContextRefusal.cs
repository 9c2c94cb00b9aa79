using System.Globalization;
using System.Text.RegularExpressions;

namespace Refigure.Chat.Asking;

/// <summary>A server's refusal of a prompt that is too long for its context, with the numbers that it names.</summary>
/// <param name="Context">The tokens that fit; null if it does not say.</param>
/// <param name="PromptTokens">The tokens of the prompt; null if it does not say.</param>
internal sealed partial record ContextRefusal(int? Context, int? PromptTokens)
{
    /// <summary>Reads an error; null if it is about something else.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="error">What the server said.</param>
    public static ContextRefusal? Of(int? status, string error)
    {
        if (status is not (400 or 413 or 422) || !Subject().IsMatch(error))
        {
            return null;
        }

        return new ContextRefusal(Number(Limit().Match(error)), Number(Asked().Match(error)));
    }

    private static int? Number(Match match) =>
        match.Success
        && int.TryParse(match.Groups["n"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    // vLLM and the servers here, TGI, llama.cpp's own server.
    [GeneratedRegex(
        @"maximum context length|max_model_len|context length|`inputs` (tokens|must have)|available context size|exceeds the context",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Subject();

    [GeneratedRegex(
        @"context length is (?:only )?(?<n>\d+)|must be <= (?<n>\d+)|context size \((?<n>\d+)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Limit();

    [GeneratedRegex(
        @"(?<n>\d+) (?:tokens )?in the (?:prompt|messages)|has (?<n>\d+) input tokens|Given: (?<n>\d+) `inputs`",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Asked();
}
