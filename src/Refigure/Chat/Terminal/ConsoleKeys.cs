namespace Refigure.Chat.Terminal;

/// <summary>
/// The terminal's keys, Ctrl-C among them: as a key it is the chat's own, and no signal that ends the process or reaches the
/// engine. Disposing gives Ctrl-C its usual meaning back.
/// </summary>
public sealed class ConsoleKeys : IKeys, IDisposable
{
    private readonly bool _was = Console.TreatControlCAsInput;

    /// <summary>Takes Ctrl-C over.</summary>
    public ConsoleKeys()
    {
        Console.TreatControlCAsInput = true;
    }

    /// <inheritdoc />
    public ConsoleKeyInfo? Read()
    {
        try
        {
            return Console.ReadKey(intercept: true);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <inheritdoc />
    public void Dispose() => Console.TreatControlCAsInput = _was;
}
