namespace Refigure.Chat.Terminal;

/// <summary>Nobody is watched.</summary>
internal sealed class NoWatch : IDisposable
{
    public static NoWatch Instance { get; } = new();

    public void Dispose() { }
}
