namespace Refigure.Traces;

/// <summary>What a trace was read from.</summary>
public enum TraceFormat
{
    /// <summary>The JSON of PyTorch's profiler.</summary>
    Kineto,

    /// <summary>The table <c>cuda_gpu_trace</c> of Nsight Systems: all GPUs of a machine in one file.</summary>
    NsysTable,

    /// <summary>A report of Nsight Systems, exported as SQLite: all GPUs and processes of a machine in one file.</summary>
    NsysDatabase,
}
