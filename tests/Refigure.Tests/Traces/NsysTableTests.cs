using System.IO.Compression;
using System.Text;
using Refigure.Testing;
using Refigure.Traces;
using Refigure.Traces.Analysis;

namespace Refigure.Tests.Traces;

public sealed class NsysTableTests : IDisposable
{
    private const string TraceHeader =
        "Start (ns),Duration (ns),CorrId,GrdX,GrdY,GrdZ,BlkX,BlkY,BlkZ,Reg/Trd,StcSMem (MB),DymSMem (MB),Bytes (MB),Throughput (MB/s),SrcMemKd,DstMemKd,Device,Ctx,Strm,Name";

    private readonly string _folder = Directory.CreateTempSubdirectory("refigure-traces-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [SharedFact]
    public void The_kernel_table_of_four_gpus_has_its_numbers()
    {
        var table = TraceFiles
            .Read(SharedData.Path("data/traces/cuda_gpu_kern_sum.csv"))
            .Summaries.ShouldHaveSingleItem();
        table.Kernels.Length.ShouldBe(35);
        table.Skipped.ShouldBe(0);
        table.IsPart.ShouldBeFalse();
        var first = table.Kernels[0];
        first.Name.ShouldStartWith("void vllm::cross_device_reduce_1stage<__nv_bfloat16, (int)4>(vllm::RankData *, ");
        (first.Calls, first.Total, first.Median, first.Least, first.Most, first.Class).ShouldBe(
            (399_360, 66_847_922_806, 135_168, 5_568, 5_777_973, KernelClass.Communication)
        );
        first.Share.ShouldBe(0.696, 0.0005);
        first.Mean.ShouldBe(167_387.6, 0.05);
    }

    [SharedFact]
    public void The_desktop_clients_copy_has_its_units_read()
    {
        var table = TraceFiles
            .Read(SharedData.Path("data/traces/cuda_gpu_kern_sum_gui.txt"))
            .Summaries.ShouldHaveSingleItem();
        table.Kernels.Length.ShouldBe(5);
        table.IsPart.ShouldBeTrue("its shares are 69.8 % together");
        var first = table.Kernels[0];
        (first.Calls, first.Total, first.Median, first.Least, first.Most).ShouldBe(
            (191_490, 11_445_000_000, 14_176, 4_832, 127_144_000)
        );
        first.Share.ShouldBe(0.257, 1e-9);
    }

    [SharedFact]
    public void What_a_summary_cannot_answer_is_said()
    {
        var remarks = TraceFiles.Read(SharedData.Path("data/traces/cuda_gpu_kern_sum_gui.txt")).Remarks;
        remarks.Length.ShouldBe(2);
        remarks[0].ShouldContain("is a summary over all GPUs");
        remarks[1]
            .ShouldBe("cuda_gpu_kern_sum_gui.txt has only some of the kernels: their shares are 69.8 % together.");
    }

    [Fact]
    public void A_copy_with_decimal_commas_is_read()
    {
        var table = Read(
            "Time\tTotal Time\tInstances\tAvg\tMed\tMin\tMax\tStdDev\tName\n"
                + "75,5%\t11,445 s\t1.5\t1 s\t1 s\t1 s\t1 s\t1 s\tbad\n"
                + "25,5%\t5,819 μs\t1,000\t59,7 µs\t14,1 us\t4,8 μs\t127,1 ms\t3 ms\tvoid f<(int)1, 2>(int, int)\n"
        )
            .Summaries.ShouldHaveSingleItem();
        var kernel = table.Kernels.Single(k => k.Calls == 1000);
        kernel.Name.ShouldBe("void f<(int)1, 2>(int, int)");
        kernel.Total.ShouldBe(5_819);
        kernel.Most.ShouldBe(127_100_000);
    }

    [Fact]
    public void The_trace_table_gives_gpus_streams_and_kinds()
    {
        var trace = Read(
            "NOTICE: Existing SQLite export found\nProcessing [x.sqlite] with [cuda_gpu_trace.py]...\n\n"
                + TraceHeader
                + "\n1000,500,7,1,1,1,32,1,1,16,0.000,0.000,,,,,NVIDIA A100-SXM4-40GB (0),1,7,\"void f<(int)1, 2>(int, \"\"x\"\")\"\n"
                + "\"1,200\",300,8,,,,,,,,,,1.0,10,Pageable,Device,NVIDIA A100-SXM4-40GB (0),1,13,[CUDA memcpy Host-to-Device]\n"
                + "900,-1,9,1,1,1,32,1,1,16,0,0,,,,,NVIDIA A100-SXM4-40GB (1),1,7,g\n"
                + "2000,700,9,1,1,1,32,1,1,16,0,0,,,,,NVIDIA A100-SXM4-40GB (1),1,7,ncclDevKernel_AllReduce\n"
                + "2100,70"
        )
            .Traces.ShouldHaveSingleItem();
        trace.Timelines.Select(t => t.Device).ShouldBe([0, 1]);
        trace.Timelines[0].Streams.Select(s => s.Number).ShouldBe([7, 13]);
        trace
            .Timelines[0]
            .InOrder()
            .Select(e => (e.Start, e.Duration, e.Activity))
            .ShouldBe([(1_000, 500, GpuActivity.Kernel), (1_200, 300, GpuActivity.Copy)]);
        trace.Names[0].ShouldBe("void f<(int)1, 2>(int, \"x\")");
        trace.Coverage.Skipped.ShouldBe(1);
        trace.Coverage.NegativeDurations.ShouldBe(1);
        trace.Coverage.Damaged.ShouldBe(1, "the last line is cut");
        TraceAnalysis.Of([trace]).RankNames.ShouldBe(["GPU 0", "GPU 1"]);
    }

    [Fact]
    public void A_gzipped_trace_that_is_cut_gives_what_is_before()
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(
                Encoding.UTF8.GetBytes(
                    TinyTrace.Of([
                        .. Enumerable
                            .Range(0, 5_000)
                            .Select(i => TinyTrace.Kernel($"k{i * 7919 % 1000}", $"{i * 31}", "1")),
                    ])
                )
            );
        }

        var path = Path.Combine(_folder, "rank0.json.gz");
        File.WriteAllBytes(path, bytes.ToArray()[..(int)(bytes.Length * 2 / 3)]);
        var coverage = TraceFiles.Read(path).Traces[0].Coverage;
        coverage.IsTruncated.ShouldBeTrue();
        coverage.Kernels.ShouldBeInRange(1_000, 4_999);
    }

    [Fact]
    public void In_a_folder_what_is_no_trace_is_left_out_and_said()
    {
        File.WriteAllText(Path.Combine(_folder, "rank0.json"), TinyTrace.Of(TinyTrace.Kernel("a", "1", "1")));
        File.WriteAllText(Path.Combine(_folder, "result.json"), "{\"x\": 1}");
        var set = TraceFiles.Read(_folder);
        set.Traces.ShouldHaveSingleItem();
        set.Remarks.ShouldHaveSingleItem().ShouldStartWith("result.json is no trace");
    }

    [Fact]
    public void A_folder_without_traces_names_the_folder_below_that_has_some()
    {
        var below = Directory.CreateDirectory(Path.Combine(_folder, "trace")).FullName;
        File.WriteAllText(Path.Combine(below, "rank0.json"), "x");
        Should.Throw<UserErrorException>(() => TraceFiles.Read(_folder)).Message.ShouldEndWith($"{below} has some.");
    }

    [Theory]
    [InlineData("a,b,c\n1,2,3\n", "is no trace")]
    [InlineData("Start (ns),Duration (ns),X,Name\n1,1,1,f\n", "has not the columns of cuda_gpu_trace")]
    [InlineData("Time (%),Total Time (ns),Instances,Name\n", "has not the columns of cuda_gpu_kern_sum")]
    [InlineData("SQLite format 3\0", "is no SQLite database")]
    public void Other_files_are_said_in_a_sentence(string text, string expected) =>
        Should.Throw<UserErrorException>(() => Read(text)).Message.ShouldContain(expected);

    [Fact]
    public void A_header_of_a_million_columns_is_no_table() =>
        Should
            .Throw<UserErrorException>(() => Read($"Start,{new string(',', 1_000_000)}Name\n1\n"))
            .Message.ShouldContain("is no trace");

    private TraceSet Read(string text)
    {
        var path = Path.Combine(_folder, "table.csv");
        File.WriteAllText(path, text);
        return TraceFiles.Read(path);
    }
}
