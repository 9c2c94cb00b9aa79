using System.Diagnostics;
using System.Globalization;
using Refigure.Doctor;
using Refigure.Files;
using Refigure.Nodes.Gpus;
using Refigure.Running;
using Refigure.Running.Processes;
using Refigure.Tests.Results;
using Refigure.Tests.Running.Processes;

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

    [LinuxFact]
    public async Task An_engine_whose_server_was_killed_is_named_as_an_orphan()
    {
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

    [LinuxFact]
    public async Task An_engine_whose_server_was_killed_under_a_shell_that_lives_on_is_an_orphan_too()
    {
        // The shell leads the session, the server is its child, and the engine the server's.
        using var shell = Process.Start(
            new ProcessStartInfo(
                "setsid",
                [
                    "--wait",
                    "bash",
                    "-c",
                    "bash -c '(exec -a VLLM::EngineCore sleep 60 > /dev/null 2>&1) & echo $!; read -r _; exit' server; read -r _",
                ]
            )
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            }
        )!;
        var id = int.Parse((await shell.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
        try
        {
            var check = Check(Patient.Device, new GpuProcess(id, "VLLM::EngineCore", 1, "GPU-0"));
            var with = await check.SaysOne(Patient.Needs(Patient.Case()));
            with.Fix.ShouldNotBeNull().ShouldStartWith("wait for it");

            await shell.StandardInput.WriteLineAsync("the server ends");
            Finding without;
            var patience = TimeProvider.System.GetTimestamp();
            do
            {
                without = await check.SaysOne(Patient.Needs(Patient.Case()));
            } while (
                !without.Found.StartsWith("an orphaned engine", StringComparison.Ordinal)
                && TimeProvider.System.GetElapsedTime(patience) < TimeSpan.FromSeconds(60)
            );
            without.Found.ShouldStartWith("an orphaned engine, whose server is gone: VLLM::EngineCore");
            shell.HasExited.ShouldBeFalse();
        }
        finally
        {
            using var engine = Process.GetProcessById(id);
            engine.Kill();
            shell.StandardInput.Close();
            await shell.WaitForExitAsync();
        }
    }

    [LinuxFact]
    public async Task An_engine_that_an_interrupted_run_left_is_named_as_what_the_next_run_ends()
    {
        using var runs = new TemporaryFolder();
        var folder = runs["x/here/c/warm-1.partial-1"];
        Directory.CreateDirectory(folder);
        const string Mark = "orphan-of-a-test-of-the-doctor";
        var id = await Orphan($"cd '{folder}'; export REFIGURE_RUN={Mark}; ");
        try
        {
            EngineMark.Write(
                folder,
                new ProcessIdentity(Nobody, 1, ProcessSupervisor.Boot(), Mark),
                PhysicalFileSystem.Instance
            );

            var found = await Check(Patient.Device, new GpuProcess(id, "VLLM::EngineCore", 1, "GPU-0"))
                .SaysOne(Patient.Needs(Patient.Case()) with { Runs = runs.Root });

            found.Verdict.ShouldBe(Verdict.Note);
            found.Found.ShouldStartWith("an orphaned engine of an interrupted run: VLLM::EngineCore");
            found.Fix.ShouldBe($"the next run in {runs.Root} ends it");
        }
        finally
        {
            using var engine = Process.GetProcessById(id);
            engine.Kill();
        }
    }

    [LinuxFact]
    public async Task A_process_that_runs_as_it_should_is_somebody_s()
    {
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
    private static async Task<int> Orphan(string before = "")
    {
        using var server = Process.Start(
            new ProcessStartInfo(
                "setsid",
                ["--wait", "bash", "-c", before + "(exec -a VLLM::EngineCore sleep 60 > /dev/null 2>&1) & echo $!"]
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
