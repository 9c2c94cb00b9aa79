using System.Collections.Immutable;
using System.Globalization;
using Refigure.Traces;
using Refigure.Traces.Analysis;

namespace Refigure.Tests.Traces;

/// <summary>Traces of a decoding engine, made of a few kernels that repeat.</summary>
internal static class MadeTraces
{
    public const string Gemm = "nvjet_sm90_tst_64x8_64x16_2x1_v_bz_TNT";
    public const string AllReduce =
        "void vllm::cross_device_reduce_1stage<__nv_bfloat16, 2>(vllm::RankData*, vllm::RankSignals)";

    private static readonly (string Name, double Microseconds)[] Layer =
    [
        (Gemm, 10.25),
        ("triton_poi_fused_mul_silu_slice_1", 1.125),
        ("nvjet_sm90_tst_16x64_64x16_4x1_v_bz_TNN", 7.5),
        ("void vllm::reshape_and_cache_flash_kernel<__nv_bfloat16>(int)", 2.125),
        ("void cutlass::device_kernel<flash::FlashAttnFwdSm90<int>>(int)", 6.25),
        ("triton_red_fused_fused_add_rms_norm_2", 2),
        ("void at::native::unrolled_something<int>(int)", 1.5),
    ];

    /// <summary>Of some ranks over some layers; each rank after the first comes later to each all-reduce, by 1.5 µs more.</summary>
    public static ProfiledRun Decode(int ranks, int layers = 9, bool hasGraphs = true)
    {
        ImmutableArray<GpuTrace> traces =
        [
            .. Enumerable
                .Range(0, ranks)
                .Select(rank => TinyTrace.Read(Rank(rank, ranks, layers, hasGraphs), $"rank{rank}.json")),
        ];
        var set = new TraceSet(traces, [], []);
        return new ProfiledRun(set, TraceAnalysis.Of(traces));
    }

    private static string Rank(int rank, int ranks, int layers, bool hasGraphs)
    {
        var events = new List<string>();
        if (hasGraphs)
        {
            events.Add(TinyTrace.Call("cudaGraphLaunch"));
        }

        var at = 100.0;
        for (var layer = 0; layer < layers; layer++)
        {
            var start = at;
            foreach (var (name, takes) in Layer)
            {
                events.Add(Kernel(name, at, takes));
                at += takes + 0.375;
            }

            if (ranks > 1)
            {
                // All leave it together, 4 µs after the last has come.
                var end = at + (1.5 * (ranks - 1)) + 4;
                at += 1.5 * rank;
                events.Add(Kernel(AllReduce, at, end - at));
                at = end;
            }

            at = start + 48;
        }

        return TinyTrace.Of(rank, ranks, [.. events]);
    }

    private static string Kernel(string name, double start, double duration) =>
        TinyTrace.Kernel(name, Text(start), Text(duration));

    private static string Text(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
