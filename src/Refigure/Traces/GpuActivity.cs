namespace Refigure.Traces;

/// <summary>What a GPU does in an event of a trace.</summary>
public enum GpuActivity
{
    /// <summary>A kernel runs.</summary>
    Kernel,

    /// <summary>Memory is copied.</summary>
    Copy,

    /// <summary>Memory is set.</summary>
    Set,
}
