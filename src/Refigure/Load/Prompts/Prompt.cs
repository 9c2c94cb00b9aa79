namespace Refigure.Load.Prompts;

/// <summary>What one request asks.</summary>
/// <param name="Text">The prompt.</param>
/// <param name="Tokens">Its tokens, about; null if unknown.</param>
/// <param name="MaxTokens">The most tokens of the answer.</param>
public sealed record Prompt(string Text, int? Tokens, int MaxTokens);
