using System.Globalization;
using Refigure.Nodes.Gpus;

namespace Refigure.Doctor;

/// <summary>Whether clocks, power and temperature can be read, which tell later that a run was not throttled.</summary>
/// <param name="gpus">What <c>nvidia-smi</c> says.</param>
public sealed class GpuStateCheck(GpuReport gpus) : ICheck
{
    /// <inheritdoc />
    public Task<IReadOnlyList<Finding>> CheckAsync(DoctorNeeds needs, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(needs);
        return Task.FromResult<IReadOnlyList<Finding>>(
            !needs.IsGeneral && !needs.NeedsGpu ? [] : [.. gpus.Devices.SelectMany(Of)]
        );
    }

    private static IEnumerable<Finding> Of(GpuDevice gpu)
    {
        var what = string.Create(CultureInfo.InvariantCulture, $"clocks and power of GPU {gpu.Index}");
        string[] unknown =
        [
            .. new (string Name, bool IsKnown)[]
            {
                ("clock", gpu.Clock is not null),
                ("power", gpu.Power is not null),
                ("temperature", gpu.Temperature is not null),
                ("memory", gpu.UsedBytes is not null),
                ("throttle reasons", gpu.Reasons is not null),
            }
                .Where(p => !p.IsKnown)
                .Select(p => p.Name),
        ];
        var state = string.Create(
            CultureInfo.InvariantCulture,
            $"{gpu.Clock} of {gpu.HighestClock} MHz, {gpu.Power} of {gpu.PowerLimit} W, {gpu.Temperature} °C"
        );
        if (unknown.Length > 0)
        {
            yield return new Finding(
                what,
                $"not told: {string.Join(", ", unknown)}",
                Verdict.Note,
                "runs cannot be judged by it; ask whoever runs the machine for the permission"
            );
        }
        else if (ThrottleRule.Slowdowns(gpu.Reasons!.Value) is { IsEmpty: false } slow)
        {
            yield return new Finding(
                what,
                $"{state}; slowed down now: {string.Join(", ", slow)}",
                Verdict.Note,
                "runs are invalid while it lasts; see to its cooling and power"
            );
        }
        else
        {
            yield return new Finding(what, state, Verdict.Ok);
        }

        if (gpu.Persistence == "Disabled")
        {
            yield return new Finding(
                string.Create(CultureInfo.InvariantCulture, $"persistence mode of GPU {gpu.Index}"),
                "off: the driver starts anew with each engine, which takes its time",
                Verdict.Note,
                "switch it on: nvidia-smi -pm 1 (as root)"
            );
        }
    }
}
