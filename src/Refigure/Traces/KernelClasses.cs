using System.Collections.Immutable;

namespace Refigure.Traces;

/// <summary>
/// Classes of kernels by their names, as a table: the first row that fits counts. Names are compared in lower case and without the
/// <c>void </c> that demangled names begin with. A kernel that some version names anew is one row more.
/// </summary>
public static class KernelClasses
{
    private const string Void = "void ";

    /// <summary>The rows, in their order.</summary>
    public static ImmutableArray<KernelClassRule> Rules { get; } =
    [
        // NCCL before and after 2.19 (ncclKernel_…, ncclDevKernel_…), vLLM's and FlashInfer's own all-reduces, NVSHMEM.
        .. Rows(
            KernelClass.Communication,
            "nccl",
            "cross_device_reduce",
            "all_reduce",
            "allreduce",
            "all_gather",
            "allgather",
            "reduce_scatter",
            "reducescatter",
            "all_to_all",
            "alltoall",
            "nvshmem",
            "deep_ep"
        ),
        // Before attention, whose names some of these have in theirs (reshape_and_cache_flash_kernel).
        .. Rows(
            KernelClass.Memory,
            "reshape_and_cache",
            "concat_and_cache",
            "copy_blocks",
            "swap_blocks",
            "memcpy",
            "memset",
            "catarraybatchedcopy",
            "direct_copy_kernel",
            "nchwtonhwc",
            "nhwctonchw"
        ),
        .. Rows(
            KernelClass.Attention,
            "flash_fwd",
            "flashattn",
            "flash::",
            "fmha",
            "attention",
            "attn",
            "batchdecodewithpagedkv",
            "batchprefillwith",
            "flashmla"
        ),
        .. Rows(
            KernelClass.Gemm,
            "gemm",
            "gemv",
            "nvjet",
            "splitkreduce",
            "matmul",
            "cublas",
            "marlin",
            "xmma",
            "scudnn",
            "cutlass_tensorop",
            "fused_moe",
            "implicit_conv",
            "wgrad",
            "dgrad",
            "triton_tem",
            "triton_mm"
        ),
        new("cijk_", KernelClass.Gemm, AtStart: true),
        .. Rows(
            KernelClass.Elementwise,
            "elementwise",
            "rms_norm",
            "rmsnorm",
            "layer_norm",
            "layernorm",
            "rotary",
            "act_and_mul",
            "silu",
            "gelu",
            "softmax",
            "reduce_kernel",
            "multi_tensor_apply",
            "cudnn::bn_",
            "fillfunctor"
        ),
        new("triton_poi", KernelClass.Elementwise, AtStart: true),
        new("triton_red", KernelClass.Elementwise, AtStart: true),
        new("triton_per", KernelClass.Elementwise, AtStart: true),
    ];

    /// <summary>The class of a kernel of this name.</summary>
    public static KernelClass Of(string name)
    {
        var bare = Bare(name);
        foreach (var rule in Rules)
        {
            if (
                rule.AtStart
                    ? bare.StartsWith(rule.Text, StringComparison.OrdinalIgnoreCase)
                    : bare.Contains(rule.Text, StringComparison.OrdinalIgnoreCase)
            )
            {
                return rule.Class;
            }
        }

        return KernelClass.Other;
    }

    /// <summary>A name without the <c>void </c> of a template's instance.</summary>
    public static ReadOnlySpan<char> Bare(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.StartsWith(Void, StringComparison.Ordinal) ? name.AsSpan(Void.Length) : name;
    }

    private static IEnumerable<KernelClassRule> Rows(KernelClass kernels, params string[] texts) =>
        texts.Select(text => new KernelClassRule(text, kernels));
}
