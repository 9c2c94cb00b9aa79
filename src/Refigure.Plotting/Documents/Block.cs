namespace Refigure.Plotting.Documents;

/// <summary>A part of a document, from edge to edge of its text, under the one before it.</summary>
public abstract record Block;
