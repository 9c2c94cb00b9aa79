namespace Refigure.Build.Tests.EndToEnd;

public sealed class DoctorTests : IDisposable
{
    // A GPU whose engine was left behind, as nvidia-smi shows it.
    private const string Smi = """
        #!/bin/bash
        case "$*" in
          *--query-compute-apps=*)
            echo "gpu_uuid, pid, used_gpu_memory [MiB], process_name"
            echo "GPU-0, 2000000000, 70000, VLLM::EngineCore" ;;
          *--query-gpu=*)
            echo "index, uuid, name, driver_version, memory.total [MiB], memory.used [MiB], compute_cap, mig.mode.current, persistence_mode, power.limit [W], power.draw [W], clocks.current.sm [MHz], clocks.max.sm [MHz], temperature.gpu, clocks_event_reasons.active"
            echo "0, GPU-0, NVIDIA H100 80GB HBM3, 550.54.15, 81559, 70100, 9.0, Disabled, Disabled, 700.00, 120.10, 1980, 1980, 34, 0x0000000000000000" ;;
          --version)
            echo "NVIDIA-SMI version  : 550.54.15"
            echo "CUDA Version        : 12.4" ;;
        esac
        """;

    private readonly BareClone _clone = new();
    private readonly TemporaryFolder _tools = new();

    public void Dispose()
    {
        _clone.Dispose();
        _tools.Dispose();
    }

    [Fact]
    public void A_machine_is_looked_at_in_general_and_nothing_is_changed()
    {
        var before = _clone.Folder.Listing();

        var result = Run("--target", "Doctor").ShouldSucceed();

        foreach (var what in new[] { "machine", "memory", "disk for runs", "page-cache", "GPU", "Slurm", "font" })
        {
            result.Output.ShouldContain($"| {what}");
        }

        result.Output.ShouldContain("--figure N [--profile P]");
        _clone.Folder.ShouldBeAs(before);
    }

    [Fact]
    public void A_figure_that_any_machine_draws_can_be_run()
    {
        Run("--target", "Doctor", "--figure", "2", "--profile", "smoke")
            .ShouldSucceed()
            .Output.ShouldContain("It can be run here: 5 runs are to be made.");
    }

    [Fact]
    public void What_stands_in_the_way_of_a_figure_is_told_row_by_row_with_exit_code_1()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var smi = _tools["nvidia-smi"];
        File.WriteAllText(smi, Smi);
        File.SetUnixFileMode(smi, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        var result = Run("--target", "Doctor", "--figure", "2", "--profile", "lab", "--here", "h100");

        result.ExitCode.ShouldBe(1);
        var rows = Blocking(result);
        rows.ShouldContain(row => row.Contains("driver for vllm-0.25.1") && row.Contains("CUDA 13"));
        rows.ShouldContain(row => row.Contains("VLLM::EngineCore (pid 2000000000) holds 70000 MiB of GPU 0"));
        result.Output.ShouldContain("persistence mode of GPU 0");
        result.Error.ShouldContain("rows that say BLOCKS");
    }

    [Fact]
    public void Runs_of_another_machine_are_not_made_on_this_one_under_its_name()
    {
        Run("--target", "Run", "--experiment", "gpu-comparison", "--profile", "lab", "--node", "h200", "--here", "h100")
            .ShouldRefuse("--node h200 is another machine", "--here h200");
    }

    [Fact]
    public void What_other_machines_run_is_not_called_there_nor_possible_here()
    {
        var elsewhere = Run("--target", "Doctor", "--experiment", "gpu-comparison", "--profile", "lab").ShouldSucceed();
        elsewhere.Output.ShouldContain("Runs of node h100 and node h200 are made there");
        elsewhere.Output.ShouldContain("Nothing of it is run on this machine.");

        Run("--target", "Doctor", "--figure", "2", "--profile", "lab", "--node", "h200")
            .ShouldRefuse("--node h200 is another machine");
    }

    [Fact]
    public void A_hub_that_does_not_answer_blocks_what_must_be_fetched()
    {
        var result = Run("--target", "Doctor", "--figure", "2", "--profile", "paper");

        result.ExitCode.ShouldBe(1);
        Blocking(result).ShouldContain(row => row.Contains("hub access") && row.Contains("HF_ENDPOINT"));
    }

    [Fact]
    public void A_wrong_figure_is_refused_as_everywhere()
    {
        Run("--target", "Doctor", "--figure", "99").ShouldRefuse("99");
    }

    // The rows that block, each in one line: a cell goes on in the lines below.
    private static List<string> Blocking(HostResult result)
    {
        var rows = new List<string[]>();
        foreach (var line in result.Lines.Where(line => line.StartsWith('|')))
        {
            var cells = line.Trim('|').Split('|').Select(cell => cell.Trim()).ToArray();
            if (cells[0].Length > 0)
            {
                rows.Add(cells);
            }
            else if (rows.Count > 0)
            {
                rows[^1] = [.. rows[^1].Zip(cells, (above, below) => $"{above} {below}".Trim())];
            }
        }

        return [.. rows.Where(row => row[0] == "BLOCKS").Select(row => string.Join(" | ", row))];
    }

    // Port 9 of this machine, which nobody listens on, is the hub.
    private HostResult Run(params string[] arguments) =>
        HostProcess.RunIn(
            _clone.Root,
            _clone.Root,
            [
                ("HF_ENDPOINT", "http://127.0.0.1:9"),
                ("PATH", $"{_tools.Root}:{Environment.GetEnvironmentVariable("PATH")}"),
            ],
            arguments
        );
}
