using System.Collections.Immutable;
using System.Globalization;

namespace Refigure.Nodes.Gpus;

/// <summary>
/// Whether a model fits into GPUs. Each of them holds its part of the weights with 5 % to spare, and 2 GiB for the engine itself;
/// the engine may take the part of the memory that its argument <c>gpu-memory-utilization</c> says, 0.9 if it says none.
/// </summary>
/// <remarks>
/// vLLM 0.20.2 and 0.25.1 were seen to take 1.2 to 2.1 GiB beside the weights of a model of 2.8 GiB. What remains is for the KV
/// cache, of which a short request needs little.
/// </remarks>
public static class GpuMemoryRule
{
    private const double Spare = 1.05;
    private const long Engine = 2L << 30;
    private const double UsualPart = 0.9;

    /// <summary>What one GPU must give, in bytes.</summary>
    /// <param name="weights">The size of the model's files, in bytes.</param>
    /// <param name="gpus">How many GPUs share them.</param>
    public static long Needed(long weights, int gpus) => (long)(weights * Spare / Math.Max(1, gpus)) + Engine;

    /// <summary>What the engine may take of a GPU, in bytes.</summary>
    /// <param name="memory">All of its memory.</param>
    /// <param name="arguments">The engine's arguments.</param>
    public static long Allowed(long memory, ImmutableSortedDictionary<string, string> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var part = UsualPart;
        foreach (var (name, value) in arguments)
        {
            if (
                name.Replace('_', '-') == "gpu-memory-utilization"
                && double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var said)
                && said is > 0 and <= 1
            )
            {
                part = said;
            }
        }

        return (long)(memory * part);
    }
}
