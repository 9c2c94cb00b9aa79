using System.ComponentModel;
using System.Diagnostics;

namespace Refigure.Nodes.Shells;

/// <summary>This machine's own <c>sh</c>, for a Slurm site on whose login node the command is typed.</summary>
/// <param name="node">The node's name, for messages.</param>
internal sealed class LocalShell(string node) : INodeShell
{
    /// <inheritdoc />
    public async Task<ShellResult> RunAsync(
        string script,
        IEnumerable<string> arguments,
        Stream? input = null,
        Func<Stream, Task>? output = null,
        CancellationToken cancellation = default
    )
    {
        using var process = Start(["-c", script, "refigure", .. arguments]);
        return await ShellProcess.RunAsync(process, input, output, static (_, _) => null, cancellation);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Process Start(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("sh", arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // Where ssh would be: a relative folder is one of the user's home.
            WorkingDirectory = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
        };
        // What programs say is read.
        start.Environment["LC_ALL"] = "C";
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new UserErrorException(
                $"Node {node} is this machine, and sh could not be started ({e.Message.TrimEnd('.')}): expected a login node with Linux.",
                e
            );
        }
    }
}
