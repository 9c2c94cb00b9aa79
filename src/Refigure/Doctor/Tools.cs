using Refigure.Environments;

namespace Refigure.Doctor;

/// <summary>Asks tools of the machine, which may hang or not be there.</summary>
internal static class Tools
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>What it writes on success; null if it is not there, fails, or does not end.</summary>
    public static async Task<string?> AskAsync(
        IToolRunner tools,
        string program,
        CancellationToken cancellation,
        params string[] arguments
    )
    {
        if (tools.Find(program) is not { } path)
        {
            return null;
        }

        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        late.CancelAfter(Patience);
        var lines = new List<string>();
        try
        {
            var exitCode = await tools.RunAsync(
                new ToolCall(path, [.. arguments], Path.GetTempPath()),
                lines.Add,
                late.Token
            );
            return exitCode == 0 ? string.Join('\n', lines) : null;
        }
        catch (Exception e) when (e is OperationCanceledException or UserErrorException)
        {
            cancellation.ThrowIfCancellationRequested();
            return null;
        }
    }
}
