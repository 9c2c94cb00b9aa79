using System.Collections.Immutable;
using Refigure.Results;

namespace Refigure.Figures.Serving;

/// <summary>Something that was sampled over time: a column of <c>samples.csv</c>, or the sum of several.</summary>
/// <param name="Column">The column's name; with <c>*</c> all columns that have a number there, added.</param>
/// <param name="ValueAxis">The title of the value axis.</param>
/// <param name="Unit">The unit in which it is shown.</param>
/// <param name="Factor">From the column's unit to the shown one.</param>
/// <param name="Words">What it is in a sentence, such as <c>samples of GPU memory</c>.</param>
public sealed record SampledQuantity(string Column, string ValueAxis, string Unit, double Factor, string Words)
{
    /// <summary>What a reader must know of it; null for nothing.</summary>
    public string? Remark { get; init; }

    /// <summary>The columns that it is made of.</summary>
    internal string[] ColumnsOf(SampleSeries samples) =>
        Column.Split('*') is [var before, var after]
            ? [.. samples.Names.Where(n => IsNumbered(n, before, after))]
            : [.. samples.Names.Where(n => n == Column)];

    /// <summary>
    /// The values, one for each sample, in <see cref="Unit"/>; missing where one of the columns has none. Empty if there is no
    /// such column.
    /// </summary>
    internal ImmutableArray<double?> Of(SampleSeries samples)
    {
        var columns = ColumnsOf(samples);
        if (columns.Length == 0)
        {
            return [];
        }

        var sum = samples.Column(columns[0]);
        foreach (var other in columns.Skip(1).Select(samples.Column))
        {
            sum = [.. sum.Select((value, i) => value + other[i])];
        }

        return [.. sum.Select(value => value * Factor)];
    }

    private static bool IsNumbered(string name, string before, string after) =>
        name.Length > before.Length + after.Length
        && name.StartsWith(before, StringComparison.Ordinal)
        && name.EndsWith(after, StringComparison.Ordinal)
        && name.AsSpan(before.Length, name.Length - before.Length - after.Length).IndexOfAnyExceptInRange('0', '9') < 0;
}
