using System.Globalization;
using Refigure.Environments;

namespace Refigure.Doctor;

/// <summary>Whether this machine's clock goes with others': runs of several nodes are put beside each other.</summary>
/// <param name="tools">Asks the system whether it keeps its clock.</param>
/// <param name="skew">How far the clock is ahead of a server's; null if none was asked or none answered.</param>
public sealed class ClockCheck(IToolRunner tools, Func<CancellationToken, Task<TimeSpan?>> skew) : ICheck
{
    private const string What = "clock";

    // A server tells its time in whole seconds.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(3);

    /// <inheritdoc />
    public async Task<IReadOnlyList<Finding>> CheckAsync(DoctorNeeds needs, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(needs);
        var difference = await skew(cancellation);
        if (difference is { } ahead && ahead.Duration() > Tolerance)
        {
            return
            [
                new Finding(
                    What,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{ahead.Duration().TotalSeconds:0} s {(ahead > TimeSpan.Zero ? "ahead of" : "behind")} a server's"
                    ),
                    Verdict.Note,
                    "set it, and have it kept (NTP, such as chrony): durations are right, but times of day are not, and certificates may be refused"
                ),
            ];
        }

        var kept = await Tools.AskAsync(
            tools,
            "timedatectl",
            cancellation,
            "show",
            "--property=NTPSynchronized",
            "--value"
        );
        return
        [
            kept?.Trim() switch
            {
                "yes" => new Finding(What, "kept by the system (NTP)", Verdict.Ok),
                "no" => new Finding(
                    What,
                    "not kept by the system",
                    Verdict.Note,
                    "have it kept (NTP, such as chrony) where runs of several nodes are merged"
                ),
                _ => difference is not null
                    ? new Finding(What, "as a server's", Verdict.Ok)
                    : new Finding(What, "nobody here tells whether it is kept", Verdict.Note),
            },
        ];
    }
}
