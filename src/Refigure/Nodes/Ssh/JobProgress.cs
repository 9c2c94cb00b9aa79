using System.Globalization;

namespace Refigure.Nodes.Ssh;

/// <summary>How far the runs of a job are: one line in a file of the job, which its host keeps current.</summary>
/// <param name="Done">How many were made, failed ones too.</param>
/// <param name="Total">How many are to be made.</param>
/// <param name="Left">About how long the rest takes; null if nobody can know.</param>
/// <param name="Now">What is done now, for people; empty for nothing.</param>
public sealed record JobProgress(int Done, int Total, TimeSpan? Left, string Now)
{
    private const int Parts = 4;
    private const int LongestNow = 200;
    private const string NotKnown = "-";

    /// <summary>The line: numbers, the rest in seconds, and the text, with a space between.</summary>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Done} {Total} {(Left is { } left ? left.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) : NotKnown)} {Now}"
        );

    /// <summary>Reads it; null for what is not one.</summary>
    public static JobProgress? Read(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var parts = line.Split(' ', Parts);
        return
            parts.Length == Parts
            && Count(parts[0]) is { } done
            && Count(parts[1]) is { } total
            && (parts[2] == NotKnown || Seconds(parts[2]) is not null)
            ? new JobProgress(
                done,
                total,
                Seconds(parts[2]),
                new string([.. parts[3].Take(LongestNow).Select(c => char.IsControl(c) ? '·' : c)])
            )
            : null;
    }

    private static int? Count(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;

    private static TimeSpan? Seconds(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
        && seconds < TimeSpan.MaxValue.TotalSeconds
            ? TimeSpan.FromSeconds(seconds)
            : null;
}
