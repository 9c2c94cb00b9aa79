using System.Globalization;

namespace Refigure.Doctor;

/// <summary>Amounts in words.</summary>
internal static class Amounts
{
    /// <summary>Disk and memory: <c>850 MB</c>, <c>9.4 GB</c>.</summary>
    public static string Of(long bytes) =>
        bytes < 1_000_000_000
            ? string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(bytes / 1e6):0} MB")
            : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.0} GB");

    /// <summary>What a tool wrote, in one short line without what would steer a terminal.</summary>
    public static string Line(string text)
    {
        var line = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return line.Length == 0 ? "" : new([.. line[0].Take(120).Select(c => char.IsControl(c) ? ' ' : c)]);
    }
}
