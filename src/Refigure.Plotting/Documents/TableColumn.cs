namespace Refigure.Plotting.Documents;

/// <summary>A column of a table.</summary>
/// <param name="Title">Its head.</param>
/// <param name="Share">How wide it is, beside the others' shares.</param>
/// <param name="IsNumber">Whether its cells end at its right edge.</param>
public sealed record TableColumn(string Title, double Share, bool IsNumber = false);
