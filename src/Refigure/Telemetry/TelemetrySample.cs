using System.Collections.Immutable;

namespace Refigure.Telemetry;

/// <summary>What a server said of itself at one moment.</summary>
/// <param name="At">When its answer began to arrive, on the clock of <c>samples.csv</c>: since its process was started.</param>
/// <param name="Values">A value for each <see cref="TelemetryQuantity"/>; null for what it did not say.</param>
public sealed record TelemetrySample(TimeSpan At, ImmutableArray<double?> Values)
{
    /// <summary>The value of a quantity; null if the server did not say.</summary>
    public double? this[TelemetryQuantity quantity] => Values[(int)quantity];

    /// <summary>By how much a counter grew since; null if one of both is not known, or the server began anew in between.</summary>
    public double? Since(TelemetrySample before, TelemetryQuantity counter)
    {
        ArgumentNullException.ThrowIfNull(before);
        return this[counter] - before[counter] is >= 0 and var grown ? grown : null;
    }
}
