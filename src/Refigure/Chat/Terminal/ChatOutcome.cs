namespace Refigure.Chat.Terminal;

/// <summary>What became of a chat.</summary>
/// <param name="Answers">Questions that were answered.</param>
/// <param name="Failures">Questions that were not, and commands that could not be carried out.</param>
public sealed record ChatOutcome(int Answers, int Failures);
