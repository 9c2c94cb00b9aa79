using System.Diagnostics;

namespace Refigure.Nodes.Shells;

/// <summary>A program of this machine that carries a script's input and outputs: <c>ssh</c>, or <c>sh</c>.</summary>
internal static class ShellProcess
{
    private static readonly TimeSpan OutputPatience = TimeSpan.FromSeconds(2);

    /// <summary>Runs it to its end.</summary>
    /// <param name="process">The program, just started, with all three streams redirected.</param>
    /// <param name="input">What it reads; nothing if null.</param>
    /// <param name="output">Takes what it writes; it is kept as text if null.</param>
    /// <param name="problemOf">What an exit code with a complaint means where it says nothing of the script; null else.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<ShellResult> RunAsync(
        Process process,
        Stream? input,
        Func<Stream, Task>? output,
        Func<int, string, Exception?> problemOf,
        CancellationToken cancellation
    )
    {
        try
        {
            var error = new OutputText(process.StandardError.BaseStream);
            var text = output is null ? new OutputText(process.StandardOutput.BaseStream) : null;
            var taken = output is null ? text!.End : output(process.StandardOutput.BaseStream);
            var ended = process.WaitForExitAsync(cancellation);
            await SendAsync(process, input, cancellation);
            await Task.WhenAny(ended, Failure(taken));
            // Who takes no more must not keep the other side waiting for ever; but a lost connection is the better news.
            await Task.WhenAny(ended, Task.Delay(OutputPatience, cancellation));
            if (!ended.IsCompleted)
            {
                await taken;
            }

            await ended;
            // A client that serves others may keep its standard error open after the command.
            await Task.WhenAny(error.End, Task.Delay(OutputPatience, cancellation));
            if (problemOf(process.ExitCode, error.Text()) is { } problem)
            {
                throw problem;
            }

            await taken.WaitAsync(cancellation);
            return new ShellResult(process.ExitCode, text?.Text() ?? "", error.Text());
        }
        catch
        {
            Kill(process);
            throw;
        }
    }

    /// <summary>Ends it, if it has not ended.</summary>
    public static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: false);
        }
        catch (InvalidOperationException)
        {
            // It has ended.
        }
    }

    private static async Task SendAsync(Process process, Stream? input, CancellationToken cancellation)
    {
        try
        {
            await using var to = process.StandardInput.BaseStream;
            if (input is not null)
            {
                await input.CopyToAsync(to, cancellation);
            }
        }
        catch (IOException)
        {
            // The other side ended before it had read all; its exit code says why.
        }
    }

    // Ends with a task that fails, and never with one that succeeds.
    private static async Task Failure(Task task)
    {
        try
        {
            await task;
        }
        catch (Exception)
        {
            return;
        }

        await Task.Delay(Timeout.Infinite);
    }
}
