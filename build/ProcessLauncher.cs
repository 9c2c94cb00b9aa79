using System.Diagnostics;

namespace Refigure.Build;

/// <summary>Starts a program with an argument list and lets it speak on this console.</summary>
public sealed class ProcessLauncher
{
    /// <summary>Runs to the end; on cancellation ends the whole process tree.</summary>
    /// <param name="program">A program on the path.</param>
    /// <param name="arguments">Its arguments, one each; no shell reads them.</param>
    /// <param name="directory">Its working directory.</param>
    /// <param name="cancellation">Ends the program.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="UserErrorException">There is no such program.</exception>
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
