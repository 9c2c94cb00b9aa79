using Refigure.Traces;
using Refigure.Traces.Analysis;

namespace Refigure.Tests.Traces;

public sealed class AnalysisTests
{
    [Fact]
    public void Numbers_of_the_other_tool_are_those_of_its_own_test()
    {
        var others = TraceAnalysis
            .Of([
                TinyTrace.Read(
                    TinyTrace.Of(
                        TinyTrace.Kernel("compute", "0", "10"),
                        TinyTrace.Kernel("nccl", "10", "5"),
                        TinyTrace.Kernel("compute", "15", "10"),
                        TinyTrace.Kernel("compute", "30", "10")
                    )
                ),
            ])
            .OtherDefinitions;
        others.Single(o => o.Metric == "comm_overhead").Value.ShouldBe(12.5);
        others.Single(o => o.Metric == "pipeline_bubble_ratio").Value.ShouldBe(25);
        others.Single(o => o.Metric == "sm_efficiency").Value.ShouldBe(87.5);
    }

    [Fact]
    public void Time_in_which_several_streams_run_counts_once()
    {
        var times = TraceAnalysis
            .Of([
                TinyTrace.Read(
                    TinyTrace.Of(
                        TinyTrace.Kernel("gemm", "0", "10", 1),
                        TinyTrace.Kernel("gemm", "5", "10", 2),
                        TinyTrace.Kernel("ncclDevKernel_AllReduce", "12", "6", 3),
                        TinyTrace.Kernel("ncclDevKernel_AllReduce", "30", "2", 3)
                    )
                ),
            ])
            .Ranks[0];
        times.Span.ShouldBe(32_000);
        times.Busy.ShouldBe(20_000);
        times.Idle.ShouldBe(12_000);
        times.Compute.ShouldBe(15_000);
        times.Communication.ShouldBe(8_000);
        times.Overlap.ShouldBe(3_000);
        times.KernelSum.ShouldBe(28_000);
        times.OverlapShare.ShouldBe(0.375);
        times.CommunicationShare.ShouldBe(0.4);
    }

    [Fact]
    public void A_kernel_has_its_mean_median_least_and_most()
    {
        var kernel = TraceAnalysis
            .Of([
                TinyTrace.Read(
                    TinyTrace.Of([
                        .. new[] { 4, 1, 1, 10 }.Select((d, i) => TinyTrace.Kernel("k", $"{i * 20}", $"{d}")),
                    ])
                ),
            ])
            .TopKernels.ShouldHaveSingleItem();
        kernel.ShouldBe(new KernelTime("k", KernelClass.Other, 4, 16_000, 1, 2_500, 1_000, 10_000));
        kernel.Mean.ShouldBe(4_000);
    }

    [Fact]
    public void A_call_waits_for_its_last_rank()
    {
        var call = new CollectiveCall(0, [100, 130, 90], [50, 20, 10]);
        call.LastRank.ShouldBe(1);
        call.Skew.ShouldBe(40);
        call.Waiting(0).ShouldBe(30);
        call.Communicating(0).ShouldBe(20);
        call.Waiting(1).ShouldBe(0);
        call.Waiting(2).ShouldBe(10, "it was gone before the last came: no more than it was there");
        call.Communicating(2).ShouldBe(0);
        call.EndSpread.ShouldBe(50);
    }

    [Fact]
    public void Ranks_with_different_numbers_of_calls_are_not_paired()
    {
        var analysis = TraceAnalysis.Of([
            TinyTrace.Read(TinyTrace.Of(0, 2, AllReduce("1"), AllReduce("9"))),
            TinyTrace.Read(TinyTrace.Of(1, 2, AllReduce("1"))),
        ]);
        var pairing = analysis.Collectives.ShouldHaveSingleItem();
        pairing.Calls.ShouldBeEmpty();
        pairing.Problem.ShouldNotBeNull().ShouldContain("2, 1 calls");
        analysis.Remarks.ShouldContain(pairing.Problem);
    }

    [Fact]
    public void Ranks_whose_clocks_differ_are_noticed()
    {
        var analysis = TraceAnalysis.Of([
            TinyTrace.Read(TinyTrace.Of(0, 2, AllReduce("1"))),
            TinyTrace.Read(TinyTrace.Of(1, 2, AllReduce("500000"))),
        ]);
        analysis.Collectives[0].Problem.ShouldNotBeNull().ShouldContain("clocks differ");
    }

    [Fact]
    public void Missing_and_doubled_ranks_are_named()
    {
        var one = TinyTrace.Read(TinyTrace.Of(1, 4, AllReduce("1")));
        var remarks = TraceAnalysis.Of([one, one]).Remarks;
        remarks.ShouldContain("The traces are of 1 of 4 ranks; missing: 0, 2, 3.");
        remarks.ShouldContain(r => r.StartsWith("Rank 1 has 2 traces", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("execute_context_1(1)_generation_0(0)", true)]
    [InlineData("execute_4_context_1(7)_generation_3(3)", true)]
    [InlineData("ProfilerStep#12", true)]
    [InlineData("execute_model", false)]
    [InlineData("execute_7", false)]
    [InlineData("nccl:_all_gather_base", false)]
    public void Steps_are_known_by_their_names(string name, bool isStep) => TraceRange.IsStep(name).ShouldBe(isStep);

    [Fact]
    public void Events_out_of_order_come_out_in_order()
    {
        var events = new PackedEvents();
        GpuEvent[] all =
        [
            new(50, 5, 1, GpuActivity.Kernel),
            new(10, 500, 300, GpuActivity.Copy),
            new(-7, 0, 2, GpuActivity.Set),
            new(long.MaxValue / 4, long.MaxValue / 4, int.MaxValue, GpuActivity.Kernel),
        ];
        foreach (var item in all)
        {
            events.Add(item);
        }

        events.Count.ShouldBe(4);
        events.IsSorted.ShouldBeFalse();
        events.InOrder().ShouldBe(all.OrderBy(e => e.Start));
    }

    [Theory]
    [InlineData("void vllm::cross_device_reduce_1stage<__nv_bfloat16, 2>(vllm::RankData*)", KernelClass.Communication)]
    [InlineData("ncclDevKernel_AllGather_RING_LL(ncclDevKernelArgsStorage<4096ul>)", KernelClass.Communication)]
    [InlineData("ncclKernel_AllReduce_RING_LL_Sum_float(ncclDevComm*)", KernelClass.Communication)]
    [InlineData("nvjet_sm90_tst_64x8_64x16_2x1_v_bz_TNT", KernelClass.Gemm)]
    [InlineData("void cublasLt::splitKreduce_kernel<32, 16>(cublasLt::x)", KernelClass.Gemm)]
    [InlineData(
        "void cutlass::device_kernel<flash::enable_sm90_or_later<flash::FlashAttnFwdSm90<x>>>",
        KernelClass.Attention
    )]
    [InlineData("void vllm::reshape_and_cache_flash_kernel<x>(x)", KernelClass.Memory)]
    [InlineData("triton_red_fused_fused_add_rms_norm_2", KernelClass.Elementwise)]
    [InlineData("void at::native::vectorized_elementwise_kernel<4, x>(int)", KernelClass.Elementwise)]
    [InlineData("_gumbel_sample_kernel", KernelClass.Other)]
    public void Classes_go_by_the_first_row_that_fits(string name, KernelClass expected) =>
        KernelClasses.Of(name).ShouldBe(expected);

    [Theory]
    [InlineData(
        "void vllm::cross_device_reduce_1stage<__nv_bfloat16, 2>(vllm::RankData*, int)",
        "vllm::cross_device_reduce_1stage"
    )]
    [InlineData(
        "std::enable_if<(((8)>(0)))&&vllm::_typeConvert<c10::BFloat16>::exists, void>::type vllm::fused_add_rms_norm_kernel<c10::BFloat16, 8, true>(c10::BFloat16*)",
        "vllm::fused_add_rms_norm_kernel"
    )]
    [InlineData(
        "std::enable_if<T2>(int)0&&vllm::_typeConvert<T1>::exists, void>::type vllm::fused_add_rms_norm_kernel<c10::BFloat16, (int)8>(T1 *, long)",
        "vllm::fused_add_rms_norm_kernel"
    )]
    [InlineData(
        "void cutlass::device_kernel<flash::enable_sm90_or_later<flash::FlashAttnFwdSm90<x<2, y<1> >, z> > >(flash::P)",
        "flash::FlashAttnFwdSm90"
    )]
    [InlineData(
        "void at::native::(anonymous namespace)::multi_tensor_apply_kernel<a, b>(c)",
        "at::native::?::multi_tensor_apply_kernel"
    )]
    [InlineData("nvjet_sm90_tst_64x8_64x16_2x1_v_bz_TNT", "nvjet_sm90_tst_64x8_64x16_2x1_v_bz_TNT")]
    [InlineData("<", "<")]
    [InlineData("", "")]
    public void Short_names_are_what_people_call_kernels(string name, string expected) =>
        KernelNames.Short(name).ShouldBe(expected);

    private static string AllReduce(string start) =>
        TinyTrace.Kernel("void vllm::cross_device_reduce_2stage<half, 2>()", start, "5");
}
