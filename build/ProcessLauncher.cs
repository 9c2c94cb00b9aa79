using System.Diagnostics;

namespace Refigure.Build;

/// <summary>Starts real programs.</summary>
internal sealed class ProcessLauncher : IProcessLauncher
{
    /// <inheritdoc />
    public async Task<int> RunAsync(
        string program,
        IReadOnlyList<string> arguments,
        string directory,
        CancellationToken cancellation
    )
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = directory, UseShellExecute = false };
        using var process = Start(start);
        try
        {
            await process.WaitForExitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return process.ExitCode;
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new UserErrorException($"{start.FileName} could not be started.");
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new UserErrorException($"{start.FileName} could not be started: {e.Message}. Is it on the PATH?", e);
        }
    }
}
