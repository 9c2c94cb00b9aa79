namespace Refigure.Figures;

/// <summary>
/// Sorting and grouping of a few dozen items. LINQ's own, over keys that are value types, is compiled anew in each process;
/// that alone would take a tenth of the time in which all figures are drawn.
/// </summary>
internal static class Ordered
{
    /// <summary>The items in order; equal ones stay as they were.</summary>
    public static T[] By<T>(IEnumerable<T> items, Comparison<T> compare)
        where T : class
    {
        T[] sorted = [.. items];
        for (var i = 1; i < sorted.Length; i++)
        {
            var item = sorted[i];
            var at = i;
            while (at > 0 && compare(sorted[at - 1], item) > 0)
            {
                sorted[at] = sorted[at - 1];
                at--;
            }

            sorted[at] = item;
        }

        return sorted;
    }

    /// <summary>The first in order; null if there is none.</summary>
    public static T? First<T>(IEnumerable<T> items, Comparison<T> compare)
        where T : class
    {
        T? first = null;
        foreach (var item in items)
        {
            if (first is null || compare(item, first) < 0)
            {
                first = item;
            }
        }

        return first;
    }

    /// <summary>Groups of items with the same key, in the order in which the keys come up.</summary>
    public static List<List<T>> Groups<T>(IEnumerable<T> items, Func<T, string> key)
        where T : class
    {
        var byKey = new Dictionary<string, List<T>>(StringComparer.Ordinal);
        var groups = new List<List<T>>();
        foreach (var item in items)
        {
            var name = key(item);
            if (!byKey.TryGetValue(name, out var group))
            {
                group = [];
                byKey.Add(name, group);
                groups.Add(group);
            }

            group.Add(item);
        }

        return groups;
    }

    /// <summary>The number of different keys.</summary>
    public static int Count<T>(IEnumerable<T> items, Func<T, string> key)
        where T : class => Groups(items, key).Count;

    /// <summary>The first comparison that is not 0; comparing on from one criterion to the next.</summary>
    public static int Then(this int order, int next) => order != 0 ? order : next;
}
