namespace Refigure.Plotting.Documents;

/// <summary>What follows begins a page.</summary>
public sealed record PageBreak : Block;
