using System.Collections.Immutable;

namespace Refigure.Plotting.Documents;

/// <summary>A table with a head; cells are wrapped to their columns.</summary>
/// <param name="Columns">The columns.</param>
/// <param name="Rows">A cell for each column; a row that has fewer is empty at its end.</param>
public sealed record Table(ImmutableArray<TableColumn> Columns, ImmutableArray<ImmutableArray<string>> Rows) : Block;
