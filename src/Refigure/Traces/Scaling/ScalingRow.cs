namespace Refigure.Traces.Scaling;

/// <summary>What a table of scaling says of one number of GPUs. Times are in seconds.</summary>
/// <param name="Gpus">GPUs of the model.</param>
/// <param name="Line">Its line in the file, from 1.</param>
public sealed record ScalingRow(int Gpus, int Line)
{
    /// <summary>Mean time to the first token.</summary>
    public double? TtftMean { get; init; }

    /// <summary>Its 99th percentile.</summary>
    public double? TtftP99 { get; init; }

    /// <summary>Mean time for each token after the first.</summary>
    public double? TpotMean { get; init; }

    /// <summary>Its 99th percentile.</summary>
    public double? TpotP99 { get; init; }

    /// <summary>Wall-clock time of one batch.</summary>
    public double? Iteration { get; init; }

    /// <summary>What the table calls tokens per second; in the study's own it is iterations per second.</summary>
    public double? ReportedThroughput { get; init; }

    /// <summary>What the table calls overhead of communication, in %.</summary>
    public double? ReportedOverhead { get; init; }
}
