namespace Refigure.Chat.Templates;

/// <summary>Who says something in a conversation.</summary>
public enum ChatRole
{
    /// <summary>Whoever set the conversation up.</summary>
    System,

    /// <summary>Who asks.</summary>
    User,

    /// <summary>The model.</summary>
    Assistant,
}
