namespace Refigure.Imports.Traces;

/// <summary>What a file of a profiled engine is.</summary>
internal enum TraceKind
{
    /// <summary>Nothing that is known here.</summary>
    None,

    /// <summary>A trace of GPUs, or a table made of one.</summary>
    Trace,

    /// <summary>The profiler's timing statistics.</summary>
    Timing,

    /// <summary>A table with a row for each number of GPUs.</summary>
    ScalingTable,

    /// <summary>What was run: the profiler's configuration, or a workload card.</summary>
    Settings,

    /// <summary>What a profiler leaves beside traces, and belongs to them. Engines' logs are runs of their own.</summary>
    Beside,
}
