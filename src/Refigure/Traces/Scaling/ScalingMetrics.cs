namespace Refigure.Traces.Scaling;

/// <summary>Names of what studies of scaling measure, beside those of a load.</summary>
public static class ScalingMetrics
{
    /// <summary>Wall-clock time of one batch of requests, mean, in seconds.</summary>
    public const string Iteration = "iteration_wall_clock";

    /// <summary>Batches per second.</summary>
    public const string IterationRate = "iteration_rate";

    /// <summary>What a table calls overhead of communication, in %; how it came about is not known.</summary>
    public const string ReportedOverhead = "reported_comm_overhead";
}
