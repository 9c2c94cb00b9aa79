using Refigure.Assignment;
using Refigure.Testing;
using Refigure.Tests.Figures;
using Refigure.Tests.Results;
using Refigure.Traces;
using Refigure.Traces.Analysis;

namespace Refigure.Tests.Assignment;

public sealed class KernelTablesTests : IDisposable
{
    private const string Head =
        "Time (%),Total Time (ns),Instances,Avg (ns),Med (ns),Min (ns),Max (ns),StdDev (ns),Name\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_three_kernels_with_the_most_time_are_told_with_their_whole_names()
    {
        var kernels = Read(
            Head
                + "50.0,5000000,10,500000.0,400000.0,100,900000,1.0,\"void vllm::cross_device_reduce_1stage<bf16, 2>(a *, int)\"\n"
                + "30.0,3000000,20,150000.0,150000.0,1,2,1.0,gemm_a\n"
                + "15.0,1500000,30,50000.0,50000.0,1,2,1.0,gemm_b\n"
                + "5.0,500000,40,12500.0,12500.0,1,2,1.0,small\n"
        );

        KernelTables
            .Csv(kernels.Profile)
            .ShouldBe(
                """
                rank,kernel,class,time_percent,total_ms,instances,mean_us,median_us,min_us,max_us,full_name
                1,vllm::cross_device_reduce_1stage,communication,50,5,10,500,400,0.1,900,"void vllm::cross_device_reduce_1stage<bf16, 2>(a *, int)"
                2,gemm_a,GEMM,30,3,20,150,150,0.001,0.002,gemm_a
                3,gemm_b,GEMM,15,1.5,30,50,50,0.001,0.002,gemm_b

                """
            );
        var text = KernelTables.Text(kernels);
        text.ShouldContain(
            "\n   1  vllm::cross_device_reduce_1stage  communication            50         5         10"
        );
        text.ShouldContain("\n1: void vllm::cross_device_reduce_1stage<bf16, 2>(a *, int)\n");
        text.ShouldNotContain("small");
    }

    [Fact]
    public void Names_of_kernels_cannot_bring_control_characters_into_the_text()
    {
        var text = KernelTables.Text(Read(Head + "50.0,5000000,10,500000.0,1.0,1,2,1.0,\"evil\u001b[2J\r_kernel\"\n"));
        text.ShouldContain("evil\uFFFD[2J\uFFFD_kernel");
    }

    [SharedFact]
    public void The_course_s_own_tables_give_the_kernels_that_its_staff_reports()
    {
        var four = KernelTables.Top(Of(SharedData.Path("data/traces/cuda_gpu_kern_sum.csv")));
        four.Select(k => KernelNames.Short(k.Name))
            .ShouldBe([
                "vllm::cross_device_reduce_1stage",
                "ampere_bf16_s16816gemm_bf16_128x64_sliced1x2_ldg8_f2f_stages_64x6_tn",
                "ampere_bf16_s16816gemm_bf16_64x64_sliced1x2_ldg8_f2f_stages_64x6_tn",
            ]);
        four[0].Calls.ShouldBe(399360);
        (four[0].Total / 1e9).ShouldBe(66.847922806, 1e-9);
        var facts = AllReduceFacts.Of(Of(SharedData.Path("data/traces/cuda_gpu_kern_sum.csv"))).ShouldNotBeNull();
        facts.Kernels[0].Calls.ShouldBe(399360);
        facts.PerStep.ShouldBeNull();
    }

    [Fact]
    public void All_reduces_are_counted_by_rank_and_step_and_split_into_waiting_and_the_rest()
    {
        var profile = Traces.MadeTraces.Decode(2);
        var facts = AllReduceFacts.Of(profile).ShouldNotBeNull();

        facts.CallsByRank.Length.ShouldBe(2);
        facts.CallsByRank[0].ShouldBe(facts.CallsByRank[1]);
        facts.Kernels.ShouldNotBeEmpty();
        facts.Kernels.ShouldAllBe(k => k.Class == KernelClass.Communication);
        (facts.Waiting + facts.Communicating).ShouldBe(facts.Kernels.Sum(k => k.Total), 1);
        facts.Share.ShouldBeInRange(0.01, 0.99);
        AllReduceFacts.Of(Traces.MadeTraces.Decode(1)).ShouldBeNull();
    }

    private KernelProfile Read(string table)
    {
        var path = Path.Combine(_folder.Root, "cuda_gpu_kern_sum.csv");
        File.WriteAllText(path, table);
        return new KernelProfile(TestRuns.Run("tp-profile", "m", []), Of(path));
    }

    private static ProfiledRun Of(string path)
    {
        var set = TraceFiles.Read(path);
        return new ProfiledRun(set, TraceAnalysis.Of(set.Traces));
    }
}
