namespace Refigure.Chat.Terminal;

/// <summary>Where questions come from.</summary>
public interface IChatInput
{
    /// <summary>Whether a person types them, and sees what is typed.</summary>
    bool IsInteractive { get; }

    /// <summary>The next line, without its end; null when there are no more.</summary>
    /// <param name="prompt">What stands before it.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    Task<string?> ReadLineAsync(string prompt, CancellationToken cancellation);

    /// <summary>Has something done when Ctrl-C is typed, until what it gives is disposed.</summary>
    /// <param name="stop">Is called once at most, from any thread.</param>
    IDisposable OnStop(Action stop);
}
