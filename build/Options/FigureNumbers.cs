using System.Globalization;
using Refigure.Build.Figures;

namespace Refigure.Build.Options;

/// <summary>Lists of figure numbers: <c>7</c>, <c>2,5,7-9</c>, <c>all</c>.</summary>
internal static class FigureNumbers
{
    /// <summary>Reads a list; on failure <paramref name="problem"/> is the sentence for the user.</summary>
    public static bool TryParse(string text, out IReadOnlyList<int> numbers, out string problem)
    {
        numbers = [];
        problem = string.Empty;
        if (text.Trim().Equals("all", StringComparison.OrdinalIgnoreCase))
        {
            numbers = FigureTasks.Numbers;
            return true;
        }

        var found = new SortedSet<int>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var ends = part.Split('-', StringSplitOptions.TrimEntries);
            if (
                ends.Length > 2
                || !TryNumber(ends[0], out var first)
                || !TryNumber(ends[^1], out var last)
                || last < first
            )
            {
                problem =
                    $"--figure {text}: '{part}' is not a figure number; expected a number, a list such as 2,5,7-9, or all.";
                return false;
            }

            for (var n = first; n <= last; n++)
            {
                // Within a range the numbers that are no figures are passed over: 15-17 means 15 and 17.
                if (!FigureTasks.Numbers.Contains(n) && ends.Length == 1)
                {
                    problem = Unknown(n);
                    return false;
                }

                if (FigureTasks.Numbers.Contains(n))
                {
                    found.Add(n);
                }
            }
        }

        numbers = [.. found];
        problem = found.Count == 0 ? $"--figure {text} names no figure that exists. {Existing}" : string.Empty;
        return found.Count > 0;
    }

    private static string Existing => $"There are the figures {Ranges(FigureTasks.Numbers)}.";

    private static string Unknown(int number) =>
        number == 16
            ? $"Figure 16 is a drawing in the study (an overview of the predictor), not data, so there is nothing to rebuild. {Existing}"
            : $"There is no figure {number}. {Existing}";

    private static bool TryNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number is > 0 and < 1000;

    /// <summary>Numbers as people write them: <c>1–6, 8 and 10</c>. They are ascending.</summary>
    public static string Ranges(IReadOnlyList<int> numbers)
    {
        var parts = new List<string>();
        for (var i = 0; i < numbers.Count; i++)
        {
            var first = numbers[i];
            while (i + 1 < numbers.Count && numbers[i + 1] == numbers[i] + 1)
            {
                i++;
            }

            parts.Add(first == numbers[i] ? $"{first}" : $"{first}–{numbers[i]}");
        }

        return parts.Count == 1 ? parts[0] : $"{string.Join(", ", parts.SkipLast(1))} and {parts[^1]}";
    }
}
