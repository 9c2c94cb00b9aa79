using System.Globalization;
using Refigure.Running.Processes;

namespace Refigure.Tests.Running.Processes;

public sealed class ProcessSupervisorTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("refigure-process-").FullName;
    private readonly ProcessSupervisor _supervisor = new(TimeProvider.System);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [LinuxFact]
    public async Task An_exit_code_is_kept()
    {
        var end = await End("exit 37");
        end.ExitCode.ShouldBe(37);
        end.Signal.ShouldBeNull();
        end.Status.ShouldBe(37);
        end.TreeIsGone.ShouldBeTrue();
        end.Leftovers.ShouldBeEmpty();
    }

    [LinuxFact]
    public async Task A_signal_is_kept()
    {
        var end = await End("kill -SEGV $$");
        end.ExitCode.ShouldBeNull();
        end.Signal.ShouldBe(11);
        end.Status.ShouldBe(139);
    }

    [LinuxFact]
    public async Task Outputs_are_kept_apart_as_raw_bytes_and_each_line_has_its_arrival()
    {
        var end = await End("printf 'one\\n\\377\\0two'; printf 'three\\n' >&2");
        end.ExitCode.ShouldBe(0);
        Bytes("engine.log").ShouldBe("one\n"u8.ToArray().Concat(new byte[] { 255, 0 }).Concat("two"u8.ToArray()));
        Text("engine.stderr.log").ShouldBe("three\n");
        var rows = Text("arrivals.csv").TrimEnd().Split('\n');
        rows[0].ShouldBe("stream,line,seconds");
        rows.Skip(1).Select(row => row[..row.LastIndexOf(',')]).Order().ShouldBe(["stderr,1", "stdout,1", "stdout,2"]);
    }

    [LinuxFact]
    public async Task A_process_that_writes_nothing_leaves_empty_outputs()
    {
        _ = await End("true");
        Bytes("engine.log").ShouldBeEmpty();
        Bytes("engine.stderr.log").ShouldBeEmpty();
        Text("arrivals.csv").ShouldBe("stream,line,seconds\n");
    }

    [LinuxFact]
    public async Task Output_beyond_the_limit_is_counted_and_blocks_nobody()
    {
        var request = Request("head -c 50000000 /dev/zero") with { MaximumOutput = 1000 };
        await using var process = _supervisor.Start(request);
        var end = await process.Completion;
        end.ExitCode.ShouldBe(0);
        end.OutputLost.ShouldBe(50_000_000 - 1000);
        Bytes("engine.log").Length.ShouldBe(1000);
    }

    [LinuxFact]
    public async Task A_long_line_is_told_up_to_4096_characters()
    {
        var lines = new List<OutputLine>();
        await using var process = _supervisor.Start(
            Request("head -c 9000 /dev/zero; echo; echo next") with
            {
                OnLine = lines.Add,
            }
        );
        _ = await process.Completion;
        lines.Select(line => (line.Number, line.Text.Length)).ShouldBe([(1, 4096), (2, 4)]);
    }

    [LinuxFact]
    public async Task A_listener_that_throws_loses_no_output()
    {
        await using var process = _supervisor.Start(
            Request("echo one; echo two") with
            {
                OnLine = _ => throw new InvalidOperationException(),
            }
        );
        (await process.Completion).ExitCode.ShouldBe(0);
        Text("engine.log").ShouldBe("one\ntwo\n");
    }

    [LinuxFact]
    public async Task A_process_that_ignores_SIGTERM_is_killed_with_its_children_after_the_grace()
    {
        var ready = new TaskCompletionSource();
        await using var process = _supervisor.Start(
            Request("trap '' TERM; sleep 600 & echo $!; while true; do sleep 0.1; done") with
            {
                OnLine = _ => ready.TrySetResult(),
            }
        );
        await ready.Task;
        var end = await process.StopAsync(TimeSpan.FromMilliseconds(300));
        end.Signal.ShouldBe(9);
        end.TreeIsGone.ShouldBeTrue();
        end.Leftovers.ShouldContain(one => one.StartsWith("sleep"));
        Exists(Text("engine.log").Trim()).ShouldBeFalse();
    }

    [LinuxFact]
    public async Task SIGTERM_lets_a_process_end_with_its_own_exit_code()
    {
        var ready = new TaskCompletionSource();
        await using var process = _supervisor.Start(
            Request("trap 'exit 5' TERM; echo up; while true; do sleep 0.1; done") with
            {
                OnLine = _ => ready.TrySetResult(),
            }
        );
        await ready.Task;
        (await process.StopAsync(TimeSpan.FromSeconds(20))).ExitCode.ShouldBe(5);
    }

    [LinuxFact]
    public async Task A_daemon_in_a_session_of_its_own_is_found_and_ended()
    {
        var end = await End("(setsid bash -c 'echo $$; exec sleep 600' &) ; sleep 0.5");
        end.ExitCode.ShouldBe(0);
        end.TreeIsGone.ShouldBeTrue();
        var daemon = Text("engine.log").Trim();
        end.Leftovers.ShouldBe([$"sleep {daemon}"]);
        Exists(daemon).ShouldBeFalse();
    }

    [LinuxFact]
    public async Task The_mark_and_the_variables_reach_the_process()
    {
        var request = Request("echo $REFIGURE_RUN $COLOR") with
        {
            Variables = Request("").Variables.Add("REFIGURE_RUN", "m1").Add("COLOR", "red"),
        };
        await using var process = _supervisor.Start(request);
        _ = await process.Completion;
        process.Identity.Mark.ShouldBe("m1");
        Text("engine.log").ShouldBe("m1 red\n");
    }

    [LinuxFact]
    public async Task Samples_have_a_column_for_each_core_and_the_memory_of_the_tree()
    {
        var end = await End("sleep 0.7");
        var rows = Text("samples.csv").TrimEnd().Split('\n');
        rows[0].ShouldStartWith("seconds,cpu0,");
        rows[0].ShouldEndWith(",memory_bytes");
        rows.Length.ShouldBeGreaterThan(1);
        var memory = rows[1..].Select(row => row.Split(',')[^1]).Where(cell => cell.Length > 0);
        end.PeakMemory.ShouldBe(memory.Max(cell => long.Parse(cell, CultureInfo.InvariantCulture)));
        rows[1..].ShouldAllBe(row => row.Split(',').Length == rows[0].Split(',').Length);
    }

    [LinuxFact]
    public async Task Orphans_are_ended_by_identity_and_only_with_the_right_start()
    {
        await using var process = _supervisor.Start(Request("exec sleep 600"));
        var identity = process.Identity;
        _supervisor.EndOrphans(identity with { Mark = "", StartTicks = identity.StartTicks + 1 }).ShouldBeEmpty();
        _supervisor.EndOrphans(identity with { Boot = "another" }).ShouldBeEmpty();
        process.Completion.IsCompleted.ShouldBeFalse();
        _supervisor.EndOrphans(identity).Count.ShouldBe(1);
        (await process.Completion).Signal.ShouldBe(9);
    }

    [Fact]
    public void A_missing_program_is_an_error_for_the_user_and_leaves_no_file()
    {
        var request = Request("") with { Program = Path.Combine(_folder, "none") };
        Should.Throw<UserErrorException>(() => _supervisor.Start(request)).Message.ShouldContain("There is no program");
        Directory.EnumerateFileSystemEntries(_folder).ShouldBeEmpty();
    }

    private async Task<ProcessEnd> End(string script)
    {
        await using var process = _supervisor.Start(Request(script));
        return await process.Completion;
    }

    private ProcessRequest Request(string script) =>
        new(
            "/bin/bash",
            ["-c", script],
            System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty,
            _folder,
            _folder
        );

    private static bool Exists(string id) => Directory.Exists($"/proc/{id}");

    private byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(_folder, name));

    private string Text(string name) => File.ReadAllText(Path.Combine(_folder, name));
}
