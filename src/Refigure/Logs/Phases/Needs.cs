namespace Refigure.Logs.Phases;

/// <summary>What must be so for a phase to take place at all.</summary>
internal enum Needs
{
    /// <summary>Nothing.</summary>
    Nothing,

    /// <summary>torch.compile is on.</summary>
    Compilation,

    /// <summary>torch.compile is on and found nothing in its cache.</summary>
    ColdCompilation,

    /// <summary>torch.compile is on and found its graphs in the cache.</summary>
    WarmCompilation,

    /// <summary>CUDA graphs are captured.</summary>
    CudaGraphs,

    /// <summary>Chunked prefill is on.</summary>
    ChunkedPrefill,

    /// <summary>The weights are loaded by the default loader, which says what it does.</summary>
    TalkingLoader,
}
