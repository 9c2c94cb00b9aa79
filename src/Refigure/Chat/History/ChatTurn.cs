using Refigure.Chat.Templates;
using Refigure.Serving;

namespace Refigure.Chat.History;

/// <summary>A question and its answer.</summary>
/// <param name="Question">The question.</param>
/// <param name="Answer">The answer, its beginning if it was stopped.</param>
/// <param name="Request">What was measured of it.</param>
/// <param name="IsStopped">Whether the user stopped it.</param>
public sealed record ChatTurn(ChatMessage Question, ChatMessage Answer, RequestRecord Request, bool IsStopped);
