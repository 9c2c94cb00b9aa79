namespace Refigure.Nodes.Ssh;

/// <summary>What a command on a node did.</summary>
/// <param name="ExitCode">The command's exit code, or 255, the client's own, where there was no connection.</param>
/// <param name="Output">What it wrote, unless somebody else took it.</param>
/// <param name="Error">What it, or the client, complained of.</param>
internal sealed record SshResult(int ExitCode, string Output, string Error);
