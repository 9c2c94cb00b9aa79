namespace Refigure.Logs.Tables;

/// <summary>A number as it was found in a line.</summary>
/// <param name="Value">Its value; not negative, finite.</param>
/// <param name="IsWhole">Whether it was printed without decimals.</param>
internal readonly record struct PrintedNumber(double Value, bool IsWhole);
