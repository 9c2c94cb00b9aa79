namespace Refigure.Nodes;

/// <summary>A named node of <c>envs/nodes.yaml</c>.</summary>
/// <param name="Name">Its name, also a folder name.</param>
/// <param name="Kind">
/// How it is reached: <c>local</c>, this machine, or <c>manual</c>, by its user alone, who runs there what is to be measured
/// there, and merges it.
/// </param>
/// <param name="Describe">What it is, for people; null if not said.</param>
public sealed record NodeSpec(string Name, string Kind, string? Describe);
