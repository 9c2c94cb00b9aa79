using System.Globalization;
using System.Text.RegularExpressions;

namespace Refigure.Nodes.Slurm;

/// <summary>Time limits as Slurm writes them (sbatch(1), <c>--time</c>).</summary>
internal static partial class SlurmTime
{
    /// <summary>What is expected of one, for messages.</summary>
    public const string Expected = "minutes, HH:MM:SS or D-HH:MM:SS, such as 00:30:00";

    /// <summary>Reads one; null if it is none.</summary>
    public static TimeSpan? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Form().Match(text) is not { Success: true } match)
        {
            return null;
        }

        var (first, second, third) = (Part(match, "a"), Part(match, "b"), Part(match, "c"));
        TimeSpan? found =
            match.Groups["days"].Success
                ? TimeSpan.FromDays(Part(match, "days")!.Value) + Hours(first!.Value, second, third)
            : third is not null ? Hours(first!.Value, second, third)
            // Two parts are minutes and seconds, one is minutes.
            : TimeSpan.FromMinutes(first!.Value) + TimeSpan.FromSeconds(second ?? 0);
        return found > TimeSpan.Zero ? found : null;

        static TimeSpan Hours(int hours, int? minutes, int? seconds) =>
            TimeSpan.FromHours(hours) + TimeSpan.FromMinutes(minutes ?? 0) + TimeSpan.FromSeconds(seconds ?? 0);
    }

    private static int? Part(Match match, string name) =>
        match.Groups[name] is { Success: true } group ? int.Parse(group.ValueSpan, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(
        @"\A((?<days>\d{1,4})-)?(?<a>\d{1,6})(:(?<b>\d{1,2}))?(:(?<c>\d{1,2}))?\z",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Form();
}
