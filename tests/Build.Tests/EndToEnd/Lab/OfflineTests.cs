namespace Refigure.Build.Tests.EndToEnd.Lab;

/// <summary><c>envs/offline</c>: runs on a machine that has neither .NET nor a network.</summary>
public sealed class OfflineTests : IDisposable
{
    private static readonly string[] Starts = ["compile-cold-1", "warm-1", "warm-2", "warm-3"];
    private readonly LabClone _clone = new();

    public void Dispose()
    {
        _clone.Processes().ShouldBeEmpty();
        _clone.Dispose();
    }

    [VenvFact]
    public void Runs_are_made_from_a_folder_that_was_brought_along_and_come_back_as_one_archive()
    {
        Pack();
        var result = HostProcess.RunProgram(
            _clone.Folder.Root,
            [
                .. _clone.Variables(LabClone.Node),
                ("KIT", _clone.Folder["house"]),
                ("OUT", _clone.Folder["out"]),
                ("ROOT", _clone.Folder["work"]),
                ("NODE", LabClone.Node),
                ("ENVS", "vllm-0.25.1"),
            ],
            "bash",
            _clone.Folder["envs", "offline", "lanes.sh"],
            "115",
            "doctor model-sweep:synthetic-llama-0.1b killed",
            "unpatch:vllm-0.25.1"
        );

        result.Output.ShouldContain("unpatch:vllm-0.25.1: exit code 0");
        result.Output.ShouldContain("doctor: exit code 0, 0 runs made");
        result.Output.ShouldContain("model-sweep:synthetic-llama-0.1b: exit code 0, 4 runs made");
        Directory.CreateDirectory(_clone.Folder["back"]);
        var archive = _clone.Folder["out", "lane-0", $"runs-{LabClone.Node}.tar.gz"];
        HostProcess
            .RunProgram(_clone.Folder.Root, [], "tar", "xzf", archive, "-C", _clone.Folder["back"])
            .ShouldSucceed();
        var runs = _clone.Folder["back", "figures", "runs"];
        foreach (var start in Starts)
        {
            var folder = Path.Combine(runs, "model-sweep", LabClone.Node, "synthetic-llama-0.1b", start);
            Refigure.Results.RunFolder.Read(runs, folder).Valid.ShouldBeTrue(start);
        }

        var killed = File.ReadAllText(_clone.Folder["back", "log", "killed.log"]);
        killed.ShouldContain("1 half-made run of an interrupted start was removed");
        killed.ShouldMatch("2/2 model-sweep synthetic-llama-0.1b warm-1 on h100: done");
        File.ReadAllText(_clone.Folder["back", "log", "doctor.log"]).ShouldContain("It can be run here");
    }

    // In place of publish.sh, which takes minutes: the host of these tests.
    private void Pack()
    {
        var host = HostProcess.Command;
        _clone.Folder.Write(
            "host/Refigure.Build",
            $"#!/bin/bash\nexec {string.Join(' ', host.Select(word => $"'{word}'"))} \"$@\"\n"
        );
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(
                _clone.Folder["host", "Refigure.Build"],
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            );
        }

        HostProcess
            .RunProgram(
                _clone.Folder.Root,
                [],
                "tar",
                "cJf",
                _clone.Folder["house", "host.tar.xz"],
                "-C",
                _clone.Folder["host"],
                "."
            )
            .ShouldSucceed();
    }
}
