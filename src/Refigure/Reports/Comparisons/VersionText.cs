using System.Globalization;

namespace Refigure.Reports.Comparisons;

/// <summary>Orders versions as people do: numbers by value, so that 0.9 comes before 0.10.</summary>
internal static class VersionText
{
    public static IComparer<string> Comparer { get; } =
        Comparer<string>.Create(
            static (a, b) => string.Compare(a, b, CultureInfo.InvariantCulture, CompareOptions.NumericOrdering)
        );
}
