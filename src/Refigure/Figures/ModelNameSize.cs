using System.Globalization;

namespace Refigure.Figures;

/// <summary>The size that a model's name says, which orders models of equal attribute as the study orders them.</summary>
internal static class ModelNameSize
{
    /// <summary>
    /// The first number followed by <c>b</c> (billions) or <c>m</c> (millions), in billions; 0 if the name says none.
    /// gpt-oss-20b counts as 20/3.5, because its weights are quantised.
    /// </summary>
    public static double Billions(string name)
    {
        if (name.Contains("gpt-oss-20b", StringComparison.Ordinal))
        {
            return 20 / 3.5;
        }

        for (var start = 0; start < name.Length; start++)
        {
            var end = start;
            while (end < name.Length && (char.IsAsciiDigit(name[end]) || (end > start && name[end] == '.')))
            {
                end++;
            }

            if (
                end > start
                && end < name.Length
                && name[end] is 'b' or 'm'
                && double.TryParse(name.AsSpan(start, end - start), CultureInfo.InvariantCulture, out var number)
            )
            {
                return name[end] == 'b' ? number : number / 1000;
            }

            start = end > start ? end - 1 : start;
        }

        return 0;
    }
}
