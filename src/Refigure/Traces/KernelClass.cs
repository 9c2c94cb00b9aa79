namespace Refigure.Traces;

/// <summary>What a kernel is for, by its name.</summary>
public enum KernelClass
{
    /// <summary>Products of matrices, and of matrices and vectors; convolutions.</summary>
    Gemm,

    /// <summary>Attention.</summary>
    Attention,

    /// <summary>Communication between GPUs; the waiting for other ranks is in its time.</summary>
    Communication,

    /// <summary>Moving data without computing: the KV cache's writes, copies, changes of layout.</summary>
    Memory,

    /// <summary>Element by element: activations, norms, embeddings of positions, reductions of rows.</summary>
    Elementwise,

    /// <summary>Any other.</summary>
    Other,
}
