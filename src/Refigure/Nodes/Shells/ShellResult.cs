namespace Refigure.Nodes.Shells;

/// <summary>What a script on a node did.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it wrote, unless somebody else took it.</param>
/// <param name="Error">What it, or the program that reached the node, complained of.</param>
internal sealed record ShellResult(int ExitCode, string Output, string Error);
