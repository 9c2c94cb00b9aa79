namespace Refigure.Nodes.Shells;

/// <summary>
/// A POSIX shell on a node, or on the login node of a Slurm site: over ssh, or this machine's own. What is done there is a constant
/// script; what differs comes as its arguments.
/// </summary>
internal interface INodeShell : IAsyncDisposable
{
    /// <summary>Runs a script.</summary>
    /// <param name="script">The script, for any POSIX shell.</param>
    /// <param name="arguments">Its <c>$1</c>, <c>$2</c> …; never part of its text.</param>
    /// <param name="input">What it reads; nothing if null.</param>
    /// <param name="output">Takes what it writes; it is kept as text if null.</param>
    /// <param name="cancellation">Ends the wait for it; what was started there in a session of its own goes on.</param>
    /// <exception cref="UserErrorException">It cannot be reached; the sentence says why, and what to do.</exception>
    /// <exception cref="Ssh.NodeUnreachableException">It does not answer.</exception>
    Task<ShellResult> RunAsync(
        string script,
        IEnumerable<string> arguments,
        Stream? input = null,
        Func<Stream, Task>? output = null,
        CancellationToken cancellation = default
    );
}
