using System.Collections.Immutable;
using System.Diagnostics;
using Refigure.Running.Processes;

namespace Refigure.Tests.Running.Processes;

/// <summary>What a host that is killed leaves behind. Its part is played by a process that supervises another.</summary>
public sealed class HostDeathTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("refigure-host-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [LinuxFact]
    public async Task Orphans_of_a_killed_root_are_found_by_the_mark_alone()
    {
        var start = new ProcessStartInfo("/bin/bash", ["-c", "sleep 600 & setsid sleep 600 & sleep 0.3; echo up; wait"])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        var mark = Guid.NewGuid().ToString("N");
        start.Environment["REFIGURE_RUN"] = mark;
        using var root = Process.Start(start)!;
        _ = await root.StandardOutput.ReadLineAsync();
        var ticks = ProcessTree.Stat(new ProcFile(), root.Id)!.StartTicks;
        var boot = (await File.ReadAllTextAsync("/proc/sys/kernel/random/boot_id")).Trim();
        root.Kill();
        await root.WaitForExitAsync();

        var supervisor = new ProcessSupervisor(TimeProvider.System);
        var ended = supervisor.EndOrphans(new ProcessIdentity(root.Id, ticks, boot, mark));

        ended.Count.ShouldBe(2);
        ended.ShouldAllBe(one => one.StartsWith("sleep "));
        supervisor.EndOrphans(new ProcessIdentity(root.Id, ticks, boot, mark)).ShouldBeEmpty();
    }

    [LinuxFact]
    public async Task An_orphan_that_wrote_over_its_environment_is_found_by_session_and_folder()
    {
        // As VLLM::EngineCore: its own title takes the place of its environment, and with it of the mark.
        var start = new ProcessStartInfo(
            "/usr/bin/setsid",
            ["bash", "-c", "env -i sleep 600 & (cd /; exec env -i sleep 600) & echo $! $$; sleep 600"]
        )
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
            WorkingDirectory = _folder,
        };
        using var root = Process.Start(start)!;
        var ids = (await root.StandardOutput.ReadLineAsync())!.Split(' ');
        var elsewhere = int.Parse(ids[0], System.Globalization.CultureInfo.InvariantCulture);
        await Task.Delay(200);
        var ticks = ProcessTree.Stat(new ProcFile(), root.Id)!.StartTicks;
        var boot = (await File.ReadAllTextAsync("/proc/sys/kernel/random/boot_id")).Trim();
        root.Kill();
        await root.WaitForExitAsync();
        var identity = new ProcessIdentity(root.Id, ticks, boot, "mark");
        var supervisor = new ProcessSupervisor(TimeProvider.System);
        try
        {
            supervisor.EndOrphans(identity).ShouldBeEmpty();
            supervisor.EndOrphans(identity with { Folder = _folder + "-2" }).ShouldBeEmpty();

            var ended = supervisor.EndOrphans(identity with { Folder = _folder });

            ended.ShouldHaveSingleItem().ShouldStartWith("sleep ");
            Directory.Exists($"/proc/{elsewhere}").ShouldBeTrue();
        }
        finally
        {
            using var last = Process.GetProcessById(elsewhere);
            last.Kill();
        }
    }

    [LinuxFact("/usr/bin/python3", "/usr/bin/setpriv")]
    public async Task A_process_asks_to_be_killed_when_its_host_ends()
    {
        // The kernel tells the wish only to the process itself.
        const string Ask =
            "import ctypes; s = ctypes.c_int(); ctypes.CDLL(None).prctl(2, ctypes.byref(s)); print(s.value)";
        await using var process = new ProcessSupervisor(TimeProvider.System).Start(
            new ProcessRequest(
                "/usr/bin/python3",
                ["-c", Ask],
                ImmutableSortedDictionary<string, string>.Empty,
                _folder,
                _folder
            )
        );
        (await process.Completion).ExitCode.ShouldBe(0);
        (await File.ReadAllTextAsync(Path.Combine(_folder, "engine.log"))).ShouldBe("9\n");
    }
}
