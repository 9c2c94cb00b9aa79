namespace Refigure.Chat.Templates;

/// <summary>One message of a conversation.</summary>
/// <param name="Role">Who says it.</param>
/// <param name="Text">What.</param>
public sealed record ChatMessage(ChatRole Role, string Text)
{
    /// <summary>Its tokens, as the server counted them; null if it did not.</summary>
    public int? Tokens { get; init; }

    /// <summary>The role as OpenAI's endpoints and the templates write it.</summary>
    public string RoleName =>
        Role switch
        {
            ChatRole.System => "system",
            ChatRole.User => "user",
            _ => "assistant",
        };
}
