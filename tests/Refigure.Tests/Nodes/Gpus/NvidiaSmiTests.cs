using System.Diagnostics;
using Refigure.Nodes;
using Refigure.Nodes.Gpus;
using Refigure.Testing;
using Refigure.Tests.Running.Processes;

namespace Refigure.Tests.Nodes.Gpus;

/// <summary>What is made of the answers of <c>nvidia-smi</c>, played by real programs.</summary>
public sealed class NvidiaSmiTests : IDisposable
{
    private readonly StubSmi _stub = new();

    public void Dispose() => _stub.Dispose();

    [SharedFact]
    public void What_an_H200_answered_is_read_as_it_stands()
    {
        _stub.Replace(
            $"#!/bin/bash\ncase \"$*\" in *compute-apps*) cat {Recorded("nvidia-smi-compute-apps.csv")} ;; *) cat {Recorded("nvidia-smi-gpu.csv")} ;; esac\n"
        );

        var report = _stub.Monitor().Report();

        report.Problem.ShouldBeNull();
        report
            .Devices.Select(d => (d.Index, d.Name, d.Driver))
            .ShouldBe([(0, "NVIDIA H200", "580.159.04"), (1, "NVIDIA H200", "580.159.04")]);
        report.Devices[0].MemoryBytes.ShouldBe(143771L << 20);
        report.Devices[0].UsedBytes.ShouldBe(133435L << 20);
        report.Devices[0].PowerLimit.ShouldBe(700);
        report.Devices[0].HighestClock.ShouldBe(1980);
        report.Devices[0].Persistence.ShouldBe("Enabled");
        report.Devices[0].Mig.ShouldBe("Disabled");
        report.Devices[0].ComputeCapability.ShouldBeNull();
        var process = _stub.Monitor().Processes().Processes.ShouldHaveSingleItem();
        process.ShouldBe(
            new GpuProcess(1012, "VLLM::EngineCore", 133426L << 20, "GPU-9503f90b-6315-419b-c65d-78d20821bb6b")
        );
        process.ToString().ShouldBe("VLLM::EngineCore (pid 1012) holds 133426 MiB");
    }

    [LinuxFact]
    public void Facts_of_the_node_name_the_GPU_its_driver_and_CUDA()
    {
        _stub.Write("gpus", $"{StubSmi.GpuHeader}\n{StubSmi.Gpu(0, 4)}\n{StubSmi.Gpu(1, 4)}\n");

        var facts = new NodeInspector(_stub.Monitor()).Facts;

        facts["gpu"].ShouldBe("NVIDIA H200");
        facts["gpus"].ShouldBe("2");
        facts["gpu_memory_bytes"].ShouldBe("150754820096");
        facts["driver"].ShouldBe("580.159.04");
        facts["cuda"].ShouldBe("13.0");
        facts["gpu_compute_capability"].ShouldBe("9.0");
        facts["gpu_power_limit_watts"].ShouldBe("700");
    }

    [Theory]
    [InlineData("| NVIDIA-SMI 535.104.05   Driver Version: 535.104.05   CUDA Version: 12.2     |", "12.2")]
    [InlineData("CUDA UMD Version : 13.1", "13.1")]
    [InlineData("CUDA Version: N/A", null)]
    public void CUDA_is_the_version_that_the_driver_says(string text, string? version)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        _stub.Write("version", text);
        _stub.Monitor().Report().Cuda.ShouldBe(version);
    }

    [LinuxFact]
    public void An_old_driver_is_asked_by_older_names_and_not_for_what_it_does_not_know()
    {
        const string Script = """
            #!/bin/bash
            case "$*" in
              *compute_cap*) echo 'Field "compute_cap" is not a valid field to query.'; exit 2 ;;
              *clocks_event_reasons*) echo 'Field "clocks_event_reasons.active" is not a valid field to query.'; exit 2 ;;
              *--query-gpu=*clocks_throttle_reasons*)
                echo 'index, uuid, name, driver_version, memory.total [MiB], clocks_throttle_reasons.active'
                echo '0, GPU-1, Tesla T4, 470.57.02, 15109 MiB, 0x0000000000000004' ;;
            esac
            """;
        _stub.Replace(Script);
        var monitor = _stub.Monitor();

        var gpu = monitor.Report().Devices.ShouldHaveSingleItem();

        gpu.Name.ShouldBe("Tesla T4");
        gpu.MemoryBytes.ShouldBe(15109L << 20);
        gpu.UsedBytes.ShouldBeNull();
        gpu.Reasons.ShouldBe(4UL);
        var query = monitor.SampleQuery(["GPU-1"], TimeSpan.FromMilliseconds(100)).ShouldNotBeNull();
        query.Arguments.ShouldBe([
            "--id=GPU-1",
            "--query-gpu=timestamp,index,memory.used,utilization.gpu,clocks.sm,clocks.mem,temperature.gpu,power.draw,clocks_throttle_reasons.active",
            "--format=csv,nounits",
            "--loop-ms=100",
        ]);
    }

    [LinuxFact]
    public void What_is_not_told_is_not_known()
    {
        _stub.Write(
            "gpus",
            $"{StubSmi.GpuHeader}\n0, GPU-0, NVIDIA A100, 550.1, [N/A], [Not Supported], [N/A], [N/A], [Insufficient Permissions], [Unknown Error], N/A, [N/A], [N/A], [N/A], [N/A]\n"
        );
        _stub.Write(
            "processes",
            $"{StubSmi.ProcessHeader}\nGPU-0, 17, [N/A], [Not Found]\nGPU-0, [N/A], 3, python\nGPU-0, 18, 12, python3, -c, x\n"
        );

        _stub.Monitor().Report().Devices.ShouldBe([new GpuDevice(0, "GPU-0", "NVIDIA A100", "550.1")]);
        _stub
            .Monitor()
            .Processes()
            .Processes.ShouldBe([
                new GpuProcess(17, null, null, "GPU-0"),
                new GpuProcess(18, "python3, -c, x", 12L << 20, "GPU-0"),
            ]);
    }

    [Fact]
    public void A_machine_without_the_program_has_no_GPU()
    {
        var monitor = new NvidiaSmi(null, TimeSpan.FromSeconds(1));

        monitor.Report().ShouldBe(GpuReport.None);
        monitor.Processes().Problem.ShouldBe("there is no nvidia-smi, which comes with NVIDIA's driver");
        monitor.SampleQuery([], TimeSpan.FromSeconds(1)).ShouldBeNull();
    }

    [LinuxFact]
    public void One_that_hangs_is_ended_and_said()
    {
        _stub.Replace("#!/bin/bash\nsleep 600 &\necho $! > \"$(dirname \"$0\")/child\"\nwait\n");
        var clock = Stopwatch.StartNew();

        var report = _stub.Monitor(patience: 1).Report();

        report.Problem.ShouldBe(
            "nvidia-smi did not answer within 1 s, as where a driver hangs: see the kernel's log, or restart the machine"
        );
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(60));
        var child = int.Parse(
            File.ReadAllText(Path.Combine(_stub.Folder, "child")),
            System.Globalization.CultureInfo.InvariantCulture
        );
        SpinWait.SpinUntil(() => !IsAlive(child), TimeSpan.FromSeconds(60)).ShouldBeTrue();
    }

    [LinuxFact]
    public void One_that_fails_is_quoted()
    {
        _stub.Replace(
            "#!/bin/bash\necho \"NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver. Make sure that the latest NVIDIA driver is installed and running.\"\nexit 9\n"
        );

        _stub
            .Monitor()
            .Report()
            .Problem.ShouldBe(
                "nvidia-smi ends with exit code 9 and says 'NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver. Make sure that the latest NVIDIA driver is installed and running'"
            );
    }

    [LinuxFact]
    public void Rubbish_is_quoted_without_what_steers_a_terminal()
    {
        _stub.Replace("#!/bin/bash\nprintf 'nonsense \\033[31m\\n'; head -c 3000000 /dev/zero\n");

        _stub
            .Monitor()
            .Report()
            .Problem!.ShouldStartWith("nvidia-smi answers something that is no table ('nonsense  [31m");
        _stub.Monitor().Processes().Problem!.ShouldStartWith("nvidia-smi answers something that is no table");
    }

    [LinuxFact]
    public void A_banner_before_the_table_is_passed_over_and_no_GPU_is_said()
    {
        _stub.Write("gpus", $"WARNING: infoROM is corrupted\n{StubSmi.GpuHeader}\n{StubSmi.Gpu(0, 4)}\n");
        _stub.Monitor().Report().Devices.Length.ShouldBe(1);

        _stub.Write("gpus", StubSmi.GpuHeader + "\n");
        _stub.Monitor().Report().Problem.ShouldBe("nvidia-smi shows no GPU");
    }

    private static string Recorded(string name) => SharedData.Path($"data/lab/h200/serve-tp1/{name}");

    private static bool IsAlive(int id) =>
        File.Exists($"/proc/{id}/stat") && !File.ReadAllText($"/proc/{id}/stat").Contains(") Z ");
}
