using System.IO.Compression;
using System.Security.Cryptography;
using Refigure.Testing;

namespace Refigure.Build.Tests.EndToEnd;

/// <summary>The serving course's assignment as a whole, as its student calls for it.</summary>
public sealed class AssignmentTests : IDisposable
{
    private readonly BareClone _clone = new();

    public void Dispose() => _clone.Dispose();

    [Fact]
    public void The_recorded_runs_make_an_archive_with_all_that_is_asked_for()
    {
        var result = Make("--profile", "lab", "--no-run").ShouldSucceed();
        result.Output.ShouldContain(
            "ab1234_a1.zip: 26 files of profile lab: 1 GPU, 2 GPUs; the kernels with the most time."
        );
        result.Output.ShouldContain("4 GPUs: the assignment asks for it, and the profile lab has no such case");

        var folder = Unpacked();
        Directory
            .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(folder, f).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)
            .ShouldBe([
                "README.txt",
                "SHA256SUMS",
                "code/plot_results.py",
                "code/server_1gpu.sh",
                "code/server_2gpu.sh",
                "code/server_profiled.sh",
                "data/figure18.csv",
                "data/figure19.csv",
                "data/figure20.csv",
                "data/logs_1gpu.txt",
                "data/logs_2gpu.txt",
                "data/profile/rank0.pt.trace.json.gz",
                "data/profile/rank1.pt.trace.json.gz",
                "data/results.csv",
                "data/top_kernels.csv",
                "data/top_kernels.txt",
                "data/ttft_tpot_1gpu.txt",
                "data/ttft_tpot_2gpu.txt",
                "figures/figure18.pdf",
                "figures/figure18.svg",
                "figures/figure19.pdf",
                "figures/figure19.svg",
                "figures/figure20.pdf",
                "figures/figure20.svg",
                "provenance.json",
                "report.pdf",
            ]);
        foreach (var line in File.ReadAllLines(Path.Combine(folder, "SHA256SUMS")))
        {
            var (digest, name) = (line[..64], line[66..]);
            Convert
                .ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, name))))
                .ShouldBe(digest, name);
        }

        var kernels = File.ReadAllLines(Path.Combine(folder, "data", "top_kernels.csv"));
        kernels.Length.ShouldBe(4);
        kernels[1].ShouldStartWith("1,vllm::cross_device_reduce_1stage,communication,57.9");
        kernels[2].ShouldStartWith("2,nvjet_sm90_tst_64x8_64x16_4x1_v_bz_TNT,GEMM,10.7");
        kernels[3].ShouldStartWith("3,ncclDevKernel_AllReduce_Sum_bf16_RING_LL,communication,6.7");
        File.ReadAllLines(Path.Combine(folder, "data", "ttft_tpot_2gpu.txt")).Length.ShouldBe(400);
        File.ReadAllText(Path.Combine(folder, "code", "server_2gpu.sh"))
            .ShouldContain("# Modified from the first configuration: --tensor-parallel-size 1 -> 2.\n");
        Directory.Exists(_clone.Folder["figures", "runs"]).ShouldBeFalse();
    }

    [Fact]
    public void The_same_runs_give_the_same_archive()
    {
        Make("--profile", "lab", "--no-run").ShouldSucceed();
        var first = File.ReadAllBytes(Archive);
        Make("--profile", "lab", "--no-run").ShouldSucceed();
        File.ReadAllBytes(Archive).AsSpan().SequenceEqual(first).ShouldBeTrue();
        Directory.EnumerateFiles(_clone.Folder["handed"]).ShouldHaveSingleItem();
    }

    [PopplerFact]
    public void The_report_says_what_was_measured_and_asks_for_the_rest()
    {
        Make("--profile", "lab", "--no-run").ShouldSucceed();

        var text = HostProcess
            .RunProgram(_clone.Root, [], "pdftotext", "-layout", Path.Combine(Unpacked(), "report.pdf"), "-")
            .Output;

        text.ShouldContain("vLLM benchmarking and profiling: report");
        text.ShouldContain("Profile lab: these runs are not those of the assignment's own setting");
        text.ShouldContain("Prompt index (sorted)");
        text.ShouldMatch(@"1 GPU +400 +20\.48 +18\.48 +27\.78 +39\.67 +46\.62 +–");
        text.ShouldMatch(@"2 GPUs +400 +26\.94 +25\.40 +37\.93 +50\.89 +73\.42 +1\.374");
        text.ShouldMatch(@"vllm::cross_device_reduce_1stage +communication +57\.9 +266\.9 +4290");
        text.ShouldMatch(@"Calls in one forward pass +33\b");
        text.ShouldContain("--tensor-parallel-size 2");
        text.Split("YOUR OWN WORDS").Length.ShouldBe(5);
        text.ShouldMatch(@"2 GPUs +tp-serving/h100/synthetic-llama-1b\+tensor-");
    }

    [Fact]
    public void A_configuration_that_is_missing_is_named_everywhere_and_ends_with_1()
    {
        Directory.Delete(
            _clone.Folder["figures", "recorded", "tp-serving", "h100", "synthetic-llama-1b+tensor-parallel-size=2"],
            recursive: true
        );

        var result = Make("--profile", "lab", "--no-run");

        result.ExitCode.ShouldBe(1, result.Output + result.Error);
        const string Sentence =
            "2 GPUs: missing; make the run where it fits with ./build.sh --target Run --experiment tp-serving --profile lab --case synthetic-llama-1b+tensor-parallel-size=2, and type the same as now again.";
        $"{result.Output}{result.Error}".ShouldContain(Sentence);
        result.Error.ShouldContain("The archive is made, and 1 part of it is missing");
        var folder = Unpacked();
        File.ReadAllText(Path.Combine(folder, "README.txt")).ShouldContain($"Not in here:\n- {Sentence}");
        File.ReadAllText(Path.Combine(folder, "code", "server_2gpu.sh")).ShouldContain("2 GPUs: NOT RECORDED");
        File.Exists(Path.Combine(folder, "data", "ttft_tpot_2gpu.txt")).ShouldBeFalse();
    }

    [Fact]
    public void Results_of_the_course_s_client_and_a_copied_table_of_kernels_are_taken_over()
    {
        foreach (var gpus in new[] { 1, 2, 4 })
        {
            _clone.Folder.Write(
                $"mine/ttft_tpot_{gpus}gpu.txt",
                string.Concat(
                    Enumerable
                        .Range(1, 3)
                        .Select(i =>
                            $"TTFT: 0.{gpus}{i} TPOT: 0.02 INPUT: 10 OUTPUT: 3 LATENCY: {40 + (gpus * 100) + (i * 10)}.0 START: {(100 * gpus) + i}.0\n"
                        )
                )
            );
        }

        _clone.Folder.Write(
            "nsys/stats.txt",
            "Time\tTotal Time\tInstances\tAvg\tMed\tMin\tMax\tStdDev\tName\n"
                + "25.7%\t11.445 s\t191490\t59.767 μs\t14.176 μs\t4.832 μs\t127.144 ms\t310.702 μs\tvoid vllm::cross_device_reduce_1stage<__nv_bfloat16, (int)2>(int)\n"
        );

        var result = Make("--profile", "paper", "--from", $"{_clone.Folder["mine"]},{_clone.Folder["nsys"]}");

        result.ExitCode.ShouldBe(1, result.Output + result.Error);
        result.Output.ShouldContain("files of profile paper: 1 GPU, 2 GPUs, 4 GPUs; the kernels with the most time.");
        $"{result.Output}{result.Error}".ShouldContain("One all-reduce on the timeline: missing.");
        var folder = Unpacked();
        File.ReadAllLines(Path.Combine(folder, "data", "ttft_tpot_4gpu.txt"))[0]
            .ShouldBe("TTFT: 0.41 TPOT: 0.02 INPUT: 10 OUTPUT: 3 LATENCY: 450.0 START: 401.0");
        File.ReadAllText(Path.Combine(folder, "data", "top_kernels.csv"))
            .ShouldContain("1,vllm::cross_device_reduce_1stage,communication,25.7,11445,191490,");
    }

    [Fact]
    public void The_script_in_the_archive_reads_the_texts_again()
    {
        Make("--profile", "lab", "--no-run").ShouldSucceed();
        if (OnPath("python3"))
        {
            HostProcess
                .RunProgram(_clone.Root, [], "python3", Path.Combine(Unpacked(), "code", "plot_results.py"))
                .ShouldSucceed()
                .Lines.ShouldBe([
                    "1 GPU: TTFT of 400 prompts, median 18.484 ms",
                    "1 GPU: TPOT of 400 prompts, median 2.070 ms",
                    "2 GPUs: TTFT of 400 prompts, median 25.397 ms",
                    "2 GPUs: TPOT of 400 prompts, median 2.928 ms",
                ]);
        }
    }

    [Theory]
    [InlineData("../ab1234")]
    [InlineData("a b")]
    public void A_name_that_is_none_is_refused(string name)
    {
        _clone
            .Run("--target", "Assignment", "--no-run", "--profile", "lab", "--netid", name)
            .ShouldRefuse($"--netid {name}", "expected letters");
    }

    [Fact]
    public void Without_any_run_it_says_what_is_needed_and_makes_nothing()
    {
        Make("--profile", "paper", "--no-run").ShouldRefuse("Figure 18 needs runs of the experiment tp-serving");
        Directory.Exists(_clone.Folder["handed"]).ShouldBeFalse();
    }

    [SharedFact]
    public void The_course_s_own_files_make_an_archive_that_says_what_they_lack()
    {
        var from =
            $"{SharedData.Path("data/vllm-serving-hw1")},{SharedData.Path("data/traces/cuda_gpu_kern_sum_gui.txt")}";
        var result = Make("--profile", "paper", "--from", from);

        result.ExitCode.ShouldBe(1, result.Output + result.Error);
        $"{result.Output}{result.Error}".ShouldContain(
            "4 GPUs: missing, for vllm-serving-hw1, cuda_gpu_kern_sum_gui.txt has no result of that configuration"
        );
        var folder = Unpacked();
        File.ReadAllText(Path.Combine(folder, "data", "logs_2gpu.txt"))
            .ShouldBe(File.ReadAllText(SharedData.Path("data/vllm-serving-hw1/logs_2gpu.txt")));
        File.ReadAllLines(Path.Combine(folder, "data", "ttft_tpot_1gpu.txt")).Length.ShouldBe(98);
    }

    private string Archive => _clone.Folder["handed", "ab1234_a1.zip"];

    private HostResult Make(params string[] options) =>
        _clone.Run(["--target", "Assignment", "--netid", "ab1234", "--out", _clone.Folder["handed"], .. options]);

    private string Unpacked()
    {
        var folder = _clone.Folder["unpacked"];
        ZipFile.ExtractToDirectory(Archive, folder);
        return folder;
    }

    private static bool OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Any(folder => File.Exists(Path.Combine(folder, program)));
}
