using System.ComponentModel;
using System.Diagnostics;

namespace Refigure.Nodes.Ssh;

/// <summary>
/// The system's OpenSSH client: the user's configuration, jump hosts and agents apply. Commands share one connection, whose socket
/// lies in a private folder.
/// </summary>
internal sealed class SshClient : IAsyncDisposable
{
    /// <summary>The exit code by which the client says that there was no connection.</summary>
    public const int NoConnection = 255;

    // A socket's path has 108 bytes, of which the client wants some for itself.
    private const int LongestControlPath = 80;
    private static readonly TimeSpan OutputPatience = TimeSpan.FromSeconds(2);

    private readonly string _node;
    private readonly SshReach _reach;
    private readonly string _program;
    private readonly DirectoryInfo? _private;
    private readonly string? _control;

    /// <summary>For one node.</summary>
    /// <param name="node">Its name, for messages.</param>
    /// <param name="reach">How it is reached.</param>
    /// <param name="program">The client.</param>
    public SshClient(string node, SshReach reach, string program = "ssh")
    {
        _node = node;
        _reach = reach;
        _program = program;
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        // Only its owner may enter it.
        _private = Directory.CreateTempSubdirectory("rf-");
        var path = Path.Combine(_private.FullName, "c");
        _control = path.Length <= LongestControlPath ? path : null;
    }

    /// <summary>Runs a shell script on the node.</summary>
    /// <param name="script">The script, for any POSIX shell.</param>
    /// <param name="arguments">Its <c>$1</c>, <c>$2</c> …; never part of its text.</param>
    /// <param name="input">What it reads; nothing if null.</param>
    /// <param name="output">Takes what it writes; it is kept as text if null.</param>
    /// <param name="cancellation">Ends the client; what was started there in a session of its own goes on.</param>
    /// <exception cref="UserErrorException">There was no connection; the sentence says why, and what to do.</exception>
    public async Task<SshResult> RunAsync(
        string script,
        IEnumerable<string> arguments,
        Stream? input = null,
        Func<Stream, Task>? output = null,
        CancellationToken cancellation = default
    )
    {
        var command = ShellWords.Quote(["sh", "-c", script, "refigure", .. arguments]);
        using var process = Start(SshArguments.Of(_reach, _control, command));
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
            if (process.ExitCode == NoConnection)
            {
                throw SshProblem.Of(_node, _reach, error.Text());
            }

            await taken.WaitAsync(cancellation);
            return new SshResult(process.ExitCode, text?.Text() ?? "", error.Text());
        }
        catch
        {
            Kill(process);
            throw;
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_control is not null && File.Exists(_control))
        {
            using var process = Start(SshArguments.Exit(_reach, _control));
            process.StandardInput.Close();
            using var patience = new CancellationTokenSource(OutputPatience);
            try
            {
                await process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                Kill(process);
            }
        }

        try
        {
            _private?.Delete(recursive: true);
        }
        catch (IOException)
        {
            // A temporary folder with a socket that nobody answers on.
        }
    }

    private Process Start(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(_program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Its messages are read.
        start.Environment["LC_ALL"] = "C";
        // Nor is anybody asked by the client that a jump host is reached with, which does not hear of BatchMode.
        start.Environment["SSH_ASKPASS"] = "false";
        start.Environment["SSH_ASKPASS_REQUIRE"] = "force";
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new UserErrorException(
                $"Node {_node} needs the OpenSSH client, and {_program} could not be started ({e.Message.TrimEnd('.')}): install openssh-client.",
                e
            );
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

    private static void Kill(Process process)
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
}
