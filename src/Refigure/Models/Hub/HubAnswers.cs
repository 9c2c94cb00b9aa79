using System.Globalization;
using System.Net;

namespace Refigure.Models.Hub;

/// <summary>What an answer of the hub means that is not what was asked for.</summary>
internal static class HubAnswers
{
    /// <summary>Says what is wrong: a sentence for the user, or trouble that may pass.</summary>
    /// <param name="id">The model.</param>
    /// <param name="what">What of it was asked for.</param>
    /// <param name="page">Where one asks for access.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="hasToken">Whether a token was sent.</param>
    /// <param name="now">The time, for a date of <c>Retry-After</c>.</param>
    public static Exception Explain(
        string id,
        string what,
        string page,
        HttpResponseMessage answer,
        bool hasToken,
        DateTimeOffset now
    )
    {
        var code = string.Create(CultureInfo.InvariantCulture, $"{(int)answer.StatusCode}");
        return answer.StatusCode switch
        {
            HttpStatusCode.Unauthorized => new UserErrorException(
                hasToken
                    ? $"{id}: the hub does not know the token (401); put a valid one into HF_TOKEN, or into the file that HF_TOKEN_PATH names."
                    : $"{id}: the hub wants to know who asks (401); ask for access at {page}, and put a token into HF_TOKEN, or into the file that HF_TOKEN_PATH names."
            ),
            HttpStatusCode.Forbidden => new UserErrorException(
                $"{id}: the hub lets only those in whom its owner has let in (403); ask for access at {page} with the account that the token is of."
            ),
            HttpStatusCode.NotFound => new UserErrorException(
                $"{id}: the hub has no {what} (404); look at {page}, and put envs/models.yaml right."
            ),
            HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout => new HubTrouble(
                $"the hub has too much to do ({code})",
                Wait(answer, now)
            ),
            >= HttpStatusCode.InternalServerError => new HubTrouble($"the hub failed ({code})", Wait(answer, now)),
            _ => new UserErrorException($"{id}: the hub answered {code} to the request for {what}; try again later."),
        };
    }

    private static TimeSpan? Wait(HttpResponseMessage answer, DateTimeOffset now) =>
        answer.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date > now ? date - now : TimeSpan.Zero,
            _ => null,
        };
}
