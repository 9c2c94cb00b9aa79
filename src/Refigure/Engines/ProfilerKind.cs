namespace Refigure.Engines;

/// <summary>What records an engine's GPU work.</summary>
public enum ProfilerKind
{
    /// <summary>PyTorch's profiler in every worker: one Kineto trace a rank.</summary>
    Torch,

    /// <summary>Nsight Systems around the engine and all that it starts: one report.</summary>
    Nsys,
}
