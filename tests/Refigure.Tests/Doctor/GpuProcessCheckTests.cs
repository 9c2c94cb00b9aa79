using System.Diagnostics;
using System.Globalization;
using Refigure.Doctor;
using Refigure.Nodes.Gpus;

namespace Refigure.Tests.Doctor;

public sealed class GpuProcessCheckTests
{
    // Ids end far below it.
    private const int Nobody = 2_000_000_000;

    [Fact]
    public async Task Nobody_on_the_GPU_is_as_it_should_be() =>
        (await Check(Patient.Device).SaysOne(Patient.Needs(Patient.Case()))).ShouldBe(
            new Finding("other processes on the GPU", "none", Verdict.Ok)
        );

    [Fact]
    public async Task Memory_without_a_process_blocks()
    {
        var found = await Check(Patient.Device with { UsedBytes = 40 * Patient.Gibibyte })
            .SaysOne(Patient.Needs(Patient.Case()));

        found.Verdict.ShouldBe(Verdict.Blocks);
        found.Found.ShouldBe("none is shown, but GPU 0 has 40960 MiB in use");
    }

    [Fact]
    public async Task A_process_of_another_machine_s_table_is_named_with_its_memory()
    {
        var found = await Check(Patient.Device, new GpuProcess(Nobody, "python3", 3 * Patient.Gibibyte, "GPU-0"))
            .SaysOne(Patient.Needs(Patient.Case()));

        found.Verdict.ShouldBe(Verdict.Blocks);
        found.Found.ShouldBe(
            "python3 (pid 2000000000) holds 3072 MiB of GPU 0, not a process of this machine's own table"
        );
    }

    [Fact]
    public async Task A_process_on_a_GPU_that_is_not_used_blocks_nothing()
    {
        var other = Patient.Device with { Index = 1, Uuid = "GPU-1" };
        var found = await new GpuProcessCheck(
            Patient.Gpus(Patient.Device, other),
            new GpuProcessList([new GpuProcess(Nobody, "python3", 1, "GPU-1")], Problem: null)
        ).SaysOne(Patient.Needs(Patient.Case()));

        found.Verdict.ShouldBe(Verdict.Note);
    }

    [Fact]
    public async Task A_list_that_cannot_be_had_is_not_an_empty_one()
    {
        var found = await new GpuProcessCheck(
            Patient.Gpus(Patient.Device),
            new GpuProcessList([], "nvidia-smi did not answer within 10 s")
        ).SaysOne(Patient.Needs(Patient.Case()));

        found.Verdict.ShouldBe(Verdict.Note);
        found.Found.ShouldBe("not known: nvidia-smi did not answer within 10 s");
    }

    [Fact]
    public async Task An_engine_whose_server_was_killed_is_named_as_an_orphan()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var id = await Orphan();
        try
        {
            var found = await Check(Patient.Device, new GpuProcess(id, "VLLM::EngineCore", Patient.Gibibyte, "GPU-0"))
                .SaysOne(Patient.Needs(Patient.Case()));

            found.Verdict.ShouldBe(Verdict.Blocks);
            found.Found.ShouldBe(
                $"an orphaned engine, whose server is gone: VLLM::EngineCore (pid {id}) holds 1024 MiB of GPU 0"
            );
            found.Fix.ShouldBe($"end it: kill {id}");
        }
        finally
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
        }
    }

    [Fact]
    public async Task A_process_that_runs_as_it_should_is_somebody_s()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        using var sleep = Process.Start(new ProcessStartInfo("/bin/sleep", ["60"]))!;
        try
        {
            var found = await Check(Patient.Device, new GpuProcess(sleep.Id, "/bin/sleep", 1, "GPU-0"))
                .SaysOne(Patient.Needs(Patient.Case()));

            found.Verdict.ShouldBe(Verdict.Blocks);
            found.Fix.ShouldNotBeNull().ShouldStartWith($"wait for it, end it (kill {sleep.Id})");
        }
        finally
        {
            sleep.Kill();
        }
    }

    private static GpuProcessCheck Check(GpuDevice device, params GpuProcess[] processes) =>
        new(Patient.Gpus(device), new GpuProcessList([.. processes], Problem: null));

    // Its session's first process, as a server would be, ends at once.
    private static async Task<int> Orphan()
    {
        using var server = Process.Start(
            new ProcessStartInfo(
                "setsid",
                ["--wait", "bash", "-c", "(exec -a VLLM::EngineCore sleep 60 > /dev/null 2>&1) & echo $!"]
            )
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
            }
        )!;
        var id = int.Parse((await server.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
        await server.WaitForExitAsync();
        return id;
    }
}
