namespace Refigure.Nodes;

/// <summary>A named node of <c>envs/nodes.yaml</c>.</summary>
/// <param name="Name">Its name, also a folder name.</param>
/// <param name="Kind">How it is reached: <c>local</c>.</param>
/// <param name="Describe">What it is, for people; null if not said.</param>
public sealed record NodeSpec(string Name, string Kind, string? Describe);
