namespace Refigure.Chat.Terminal;

/// <summary>A keyboard.</summary>
public interface IKeys
{
    /// <summary>Waits for the next key; null when there are no more.</summary>
    ConsoleKeyInfo? Read();
}
