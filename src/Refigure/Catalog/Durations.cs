using System.Globalization;

namespace Refigure.Catalog;

/// <summary>Durations as people write them: <c>90 s</c>, <c>2 min</c>, <c>1.5 h</c>.</summary>
internal static class Durations
{
    /// <summary>Reads one; null if it is none or not above 0.</summary>
    public static TimeSpan? Parse(string text)
    {
        var end = text.AsSpan().TrimEnd().LastIndexOfAnyInRange('0', '9') + 1;
        var seconds = text[end..].Trim() switch
        {
            "ms" => 0.001,
            "s" => 1,
            "min" => 60,
            "h" => 3600,
            _ => 0.0,
        };
        return
            seconds > 0
            && double.TryParse(
                text.AsSpan(0, end),
                NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite,
                CultureInfo.InvariantCulture,
                out var number
            )
            && number * seconds is > 0 and < 1e7
            ? TimeSpan.FromSeconds(number * seconds)
            : null;
    }
}
