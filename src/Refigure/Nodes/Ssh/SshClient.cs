using System.ComponentModel;
using System.Diagnostics;
using Refigure.Nodes.Shells;

namespace Refigure.Nodes.Ssh;

/// <summary>
/// The system's OpenSSH client: the user's configuration, jump hosts and agents apply. Commands share one connection, whose socket
/// lies in a private folder.
/// </summary>
internal sealed class SshClient : INodeShell
{
    /// <summary>The exit code by which the client says that there was no connection.</summary>
    public const int NoConnection = 255;

    // A socket's path has 108 bytes, of which the client wants some for itself.
    private const int LongestControlPath = 80;
    private static readonly TimeSpan ExitPatience = TimeSpan.FromSeconds(2);

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

    /// <inheritdoc />
    public async Task<ShellResult> RunAsync(
        string script,
        IEnumerable<string> arguments,
        Stream? input = null,
        Func<Stream, Task>? output = null,
        CancellationToken cancellation = default
    )
    {
        var command = ShellWords.Quote(["sh", "-c", script, "refigure", .. arguments]);
        using var process = Start(SshArguments.Of(_reach, _control, command));
        return await ShellProcess.RunAsync(
            process,
            input,
            output,
            (code, said) => code == NoConnection ? SshProblem.Of(_node, _reach, said) : null,
            cancellation
        );
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_control is not null && File.Exists(_control))
        {
            using var process = Start(SshArguments.Exit(_reach, _control));
            process.StandardInput.Close();
            using var patience = new CancellationTokenSource(ExitPatience);
            try
            {
                await process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                ShellProcess.Kill(process);
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
        // It reaches nodes over standard input alone. What a jump host is reached with may need others.
        start.Environment.Remove("HF_TOKEN");
        start.Environment.Remove("HUGGING_FACE_HUB_TOKEN");
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
}
