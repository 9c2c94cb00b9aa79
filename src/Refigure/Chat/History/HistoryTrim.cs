using Refigure.Chat.Templates;

namespace Refigure.Chat.History;

/// <summary>
/// Fits a conversation into a context: the oldest questions go, each with its answer, and never the system message. What is gone stays
/// away, so that the server's prefix cache is of use again.
/// </summary>
public static class HistoryTrim
{
    /// <summary>The least room for an answer that is worth a question.</summary>
    public const int LeastAnswer = 16;

    // Counts of what is new are estimates.
    private const int Margin = 8;

    /// <summary>Fits it.</summary>
    /// <param name="history">The conversation so far.</param>
    /// <param name="question">The next question.</param>
    /// <param name="estimate">Tells tokens.</param>
    /// <param name="context">The tokens that a prompt and its answer may have together; null if nobody knows.</param>
    /// <param name="answer">The tokens that an answer should have room for.</param>
    public static FittedPrompt Fit(
        ChatHistory history,
        ChatMessage question,
        TokenEstimate estimate,
        int? context,
        int answer
    )
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(estimate);
        for (var leftOut = history.LeftOut; ; leftOut++)
        {
            var messages = history.Messages(question, leftOut);
            var tokens = estimate.Of(messages);
            var room = context - tokens - Margin ?? int.MaxValue;
            if (room >= answer || leftOut >= history.Turns.Length)
            {
                return new FittedPrompt(
                    messages,
                    leftOut,
                    tokens,
                    room >= answer ? answer : Math.Max(Math.Min(LeastAnswer, answer), room)
                )
                {
                    // An estimate may be wrong; the server has the last word on what is near.
                    IsTooLong = estimate.IsLearnt && tokens / 2 >= context,
                };
            }
        }
    }
}
