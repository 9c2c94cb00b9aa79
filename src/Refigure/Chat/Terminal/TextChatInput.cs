namespace Refigure.Chat.Terminal;

/// <summary>Questions from a file or a pipe, a line each; they are echoed, so that the output can be read alone.</summary>
/// <param name="lines">The lines.</param>
/// <param name="echo">Takes the echo.</param>
public sealed class TextChatInput(TextReader lines, TextWriter echo) : IChatInput
{
    /// <inheritdoc />
    public bool IsInteractive => false;

    /// <inheritdoc />
    public async Task<string?> ReadLineAsync(string prompt, CancellationToken cancellation)
    {
        // A reader of the console cannot be cancelled, and would hold the end up.
        var line = await Task.Run(lines.ReadLine, CancellationToken.None).WaitAsync(cancellation);
        if (line is not null)
        {
            await echo.WriteLineAsync(prompt + VisibleText.Of(line));
        }

        return line;
    }

    /// <inheritdoc />
    public IDisposable OnStop(Action stop) => NoWatch.Instance;
}
