using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Refigure.Traces.Analysis;

/// <summary>
/// What other tools would print of the same traces. Their definitions differ from ours and from each other: which kernels they
/// know by name, whether time that overlaps counts twice, whose trace they look at.
/// </summary>
internal static partial class OtherTools
{
    private const string Early = "CCL-Bench, pull request 21";
    private const string Later = "CCL-Bench, main";

    private static readonly string[] OverheadWords =
    [
        "allreduce",
        "all_reduce",
        "allgather",
        "all_gather",
        "reduce_scatter",
        "nccl",
    ];
    private static readonly string[] OverlapWords = ["nccl", "allreduce", "allgather", "reducescatter", "alltoall"];
    private static readonly string[] ComputeWords = ["gemm", "conv", "matmul", "attention"];
    private static readonly string[] CallPrefixes =
    [
        "ncclDevKernel_AllReduce",
        "ncclDevKernel_ReduceScatter",
        "ncclDevKernel_AllGather",
        "ncclDevKernel_Broadcast",
        "ncclDevKernel_Reduce",
        "ncclDevKernel_SendRecv",
    ];

    public static ImmutableArray<OtherDefinition> Of(IReadOnlyList<GpuTrace> traces)
    {
        var all = traces.Where(t => !t.Coverage.HasNoKernels).OrderBy(t => t.Rank ?? int.MaxValue).ToArray();
        if (all.Length == 0)
        {
            return [];
        }

        var sums = all.Select(OtherToolSums.Of).ToArray();
        return
        [
            new(
                Early,
                "comm_overhead",
                Mean(sums, s => 100.0 * s.Sum(n => Has(n, OverheadWords)) / s.Span),
                "%",
                "plain sum of kernels with NCCL's names by the span of kernels, mean over the files; vLLM's own all-reduce is not among the names"
            ),
            new(
                Early,
                "coll_call_num",
                sums.Sum(s => s.Count(n => n.StartsWith("nccl", StringComparison.OrdinalIgnoreCase))),
                "calls",
                "kernels whose names begin with nccl, over all files; vLLM's own all-reduce is not among them"
            ),
            new(
                Early,
                "comm_comp_overlap",
                Mean(
                    sums,
                    s =>
                        Share(
                            s.Together(n => Has(n, OverlapWords), n => Has(n, ComputeWords)),
                            s.Sum(n => Has(n, OverlapWords))
                        )
                ),
                "%",
                "overlap of each communication kernel with each kernel called gemm, conv, matmul or attention, by the plain sum of communication"
            ),
            new(
                Early,
                "pipeline_bubble_ratio",
                Mean(
                    sums,
                    s =>
                        100.0
                        * (s.SpanToLastStarted - s.Union(n => !n.Contains("nccl", StringComparison.OrdinalIgnoreCase)))
                        / s.SpanToLastStarted
                ),
                "%",
                "the part of the span without a kernel that is not NCCL's; communication counts as bubble"
            ),
            new(
                Early,
                "sm_efficiency",
                Mean(sums, s => 100.0 * s.Union(_ => true) / s.Span),
                "%",
                "the part of the span in which a kernel runs: no occupancy of multiprocessors; waiting in an all-reduce is in it"
            ),
            new(
                Later,
                "coll_call_num",
                sums[0].Count(n => CallPrefixes.Any(p => n.StartsWith(p, StringComparison.Ordinal))),
                "calls",
                "the first rank's kernels with NCCL's names since 2.19; vLLM's own all-reduce and older names are not among them"
            ),
            new(
                Later,
                "communication_fraction",
                Mean(sums, s => Share(s.Sum(IsCommunication), s.Sum(_ => true))),
                "%",
                "plain sum of kernels with a word of communication in their names by the sum of all kernels, mean over the files; of the whole trace, where the tool leaves out the first and last step"
            ),
            new(
                Later,
                "compute_comm_overlap",
                Mean(
                    sums,
                    s =>
                    {
                        var communication = s.Union(IsCommunication);
                        return Share(
                            communication + s.Union(n => !IsCommunication(n)) - s.Union(_ => true),
                            communication
                        );
                    }
                ),
                "%",
                "communication during which another kernel runs, each counted once, mean over the files"
            ),
        ];
    }

    private static double? Share(long part, long whole) => whole == 0 ? null : 100.0 * part / whole;

    private static double? Mean(OtherToolSums[] sums, Func<OtherToolSums, double?> value)
    {
        var values = sums.Select(value).OfType<double>().Where(double.IsFinite).ToArray();
        return values.Length == 0 ? null : values.Average();
    }

    private static bool Has(string name, string[] words) =>
        words.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static bool IsCommunication(string name) => Words().IsMatch(name);

    [GeneratedRegex(
        "nccl|allreduce|allgather|reducescatter|broadcast|cross[_-]?device|all_reduce|all_gather|reduce_scatter|sendrecv|send|recv|p2p|communicate",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Words();
}
