using System.Collections.Immutable;
using System.Globalization;

namespace Refigure.Nodes.Gpus;

/// <summary>
/// Decides from the samples of a run whether its GPUs were throttled. A run is disturbed if, on one of its GPUs, a slowdown by
/// heat (software's or hardware's), by the hardware, or by the power brake was active in more than 5 % of the samples, and in
/// at least two. The software's power cap is normal at full load, and so is idling; fixed clocks are somebody's choice: these
/// are told, and disturb nothing.
/// </summary>
/// <remarks>
/// The bits are those of NVML's <c>nvmlClocksEventReasons</c> (nvml.h). 5 %: half a second in the shortest warm start of an
/// engine on a GPU that was recorded, and hardware that is too hot stays so for longer.
/// </remarks>
public static class ThrottleRule
{
    /// <summary>The part of the samples that may be disturbed.</summary>
    public const double Tolerated = 0.05;

    /// <summary>A single sample disturbs nothing.</summary>
    public const int Least = 2;

    private static readonly (ulong Bit, string Name)[] Disturbing =
    [
        (0x08, "hardware slowdown"),
        (0x20, "thermal slowdown by software"),
        (0x40, "thermal slowdown by hardware"),
        (0x80, "power brake"),
    ];

    private static readonly (ulong Bit, string Name)[] Harmless =
    [
        (0x02, "clocks fixed by an application"),
        (0x04, "power cap"),
        (0x10, "clocks in step with other GPUs"),
        (0x100, "clocks of a display"),
    ];

    /// <summary>The names of what slows a GPU down and should not; empty if nothing does.</summary>
    public static ImmutableArray<string> Slowdowns(ulong reasons) => Names(reasons, Disturbing);

    /// <summary>The names of what keeps the clock below the highest and may.</summary>
    public static ImmutableArray<string> Limits(ulong reasons) => Names(reasons, Harmless);

    /// <summary>Judges the samples of a run.</summary>
    /// <param name="samples">Those from its start to its end, of all its GPUs.</param>
    /// <returns>Why it is disturbed, a clause for each GPU; empty if it is not.</returns>
    public static ImmutableArray<string> Judge(IEnumerable<GpuSample> samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var broken = ImmutableArray.CreateBuilder<string>();
        foreach (var gpu in samples.Where(s => s.Reasons is not null).GroupBy(s => s.Gpu).OrderBy(g => g.Key))
        {
            var all = gpu.Select(s => s.Reasons!.Value).ToArray();
            var slow = all.Where(r => !Slowdowns(r).IsEmpty).ToArray();
            if (slow.Length >= Least && slow.Length > Tolerated * all.Length)
            {
                var names = string.Join(", ", Slowdowns(slow.Aggregate((a, b) => a | b)));
                broken.Add(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"GPU {gpu.Key} was throttled in {slow.Length} of {all.Length} samples ({names}), more than {Tolerated * 100:0} %"
                    )
                );
            }
        }

        return broken.DrainToImmutable();
    }

    private static ImmutableArray<string> Names(ulong reasons, (ulong Bit, string Name)[] known) =>
        [.. known.Where(k => (reasons & k.Bit) != 0).Select(k => k.Name)];
}
