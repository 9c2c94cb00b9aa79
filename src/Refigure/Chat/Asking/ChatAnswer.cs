using Refigure.Serving;

namespace Refigure.Chat.Asking;

/// <summary>What came of a question.</summary>
/// <param name="Text">The answer; its beginning if it failed or was stopped.</param>
/// <param name="Request">What was measured.</param>
internal sealed record ChatAnswer(string Text, RequestRecord Request)
{
    // vLLM and others; TGI.
    private static readonly string[] NoTemplate = ["chat template", "template not found"];

    /// <summary>Whether the user stopped it.</summary>
    public bool IsStopped { get; init; }

    /// <summary>Whether it is one that the conversation can go on from.</summary>
    public bool IsGiven => Request.Status == RequestStatus.Completed || (IsStopped && Text.Length > 0);

    /// <summary>The server's refusal of a prompt that is too long; null if it is about something else.</summary>
    public ContextRefusal? TooLong => Request.Error is { } error ? ContextRefusal.Of(Request.HttpStatus, error) : null;

    /// <summary>Whether the server has no endpoint for conversations, or its model no template.</summary>
    public bool LacksChat =>
        Request is { Status: RequestStatus.Failed, Error: { } error, HttpStatus: { } status }
        && (
            status is 405 or 501
            // A model that it does not know is something else.
            || (status == 404 && !error.Contains("model", StringComparison.OrdinalIgnoreCase))
            || (
                status is 400 or 422 or 500
                && Array.Exists(NoTemplate, text => error.Contains(text, StringComparison.OrdinalIgnoreCase))
            )
        );
}
