namespace Refigure.Imports;

/// <summary>Lists in sentences.</summary>
internal static class Lists
{
    private const int Most = 10;

    /// <summary>The first few, and how many more there are.</summary>
    public static string Some(IReadOnlyCollection<string> items) =>
        items.Count <= Most
            ? string.Join(", ", items)
            : $"{string.Join(", ", items.Take(Most))} and {items.Count - Most} more";
}
