namespace Refigure.Load.Streams;

/// <summary>A request that only has to be sent.</summary>
/// <param name="Bytes">Head and body.</param>
/// <param name="PromptTokens">Tokens of the prompt as it was made; null if unknown.</param>
/// <param name="MaxTokens">The most tokens that were asked for.</param>
internal sealed record PreparedRequest(byte[] Bytes, int? PromptTokens, int MaxTokens);
