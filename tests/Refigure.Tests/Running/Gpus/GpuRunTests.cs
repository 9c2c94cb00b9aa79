using System.Diagnostics;
using System.Globalization;
using NSubstitute;
using Refigure.Nodes.Gpus;
using Refigure.Results;
using Refigure.Tests.Nodes.Gpus;
using Refigure.Tests.Running.Processes;

namespace Refigure.Tests.Running.Gpus;

/// <summary>Runs on GPUs that are taken, too hot, left full, or cannot be asked; engine and nvidia-smi are real processes.</summary>
public sealed class GpuRunTests : IDisposable
{
    private const string Moment = "sleep 0.6\n";
    private readonly GpuRig _rig = new();
    private readonly List<Process> _others = [];

    public void Dispose()
    {
        foreach (var other in _others)
        {
            other.Kill();
            other.WaitForExit();
            other.Dispose();
        }

        _rig.Dispose();
    }

    [LinuxFact]
    public async Task A_run_that_has_its_GPU_to_itself_is_valid_and_says_what_was_seen()
    {
        var outcome = await _rig.MakeAsync(_rig.Show() + Moment + _rig.Hide() + GpuRig.Ready);

        var record = outcome.Record.ShouldNotBeNull();
        record.InvalidReasons.ShouldBeEmpty();
        record.Files.Select(f => f.Name).ShouldBe(["arrivals.csv", "engine.log", "engine.stderr.log", "samples.csv"]);
        record.GpuEvidence["watched"].ShouldBe("0 NVIDIA H200 GPU-0");
        record.GpuEvidence["processes"].ShouldMatch(@"^bash \(pid \d+\) holds 133426 MiB$");
        record.GpuEvidence["memory_before:0"].ShouldBe("4 MiB");
        record.GpuEvidence["memory_after:0"].ShouldBe("4 MiB");
        record.GpuEvidence["highest_celsius:0"].ShouldBe("35");
        record.GpuEvidence["throttled:0"].ShouldMatch(@"^0 of \d+ samples$");
        double.Parse(record.GpuEvidence["sampling_processor_seconds"], CultureInfo.InvariantCulture)
            .ShouldBeLessThan(1);
        var rows = await File.ReadAllLinesAsync(_rig.PathOf("samples.csv"));
        rows[0].ShouldEndWith(",gpu0_watts,gpu0_reasons");
        rows[^1].ShouldEndWith(",4194304,7,1980,3201,35,124.48,0x0");
        var sampled = rows[^1].Split(',')[^8];
        double.Parse(rows[^1].Split(',')[0], CultureInfo.InvariantCulture)
            .ShouldBeInRange(
                double.Parse(sampled, CultureInfo.InvariantCulture),
                double.Parse(sampled, CultureInfo.InvariantCulture) + 30
            );
        Directory.EnumerateFiles(Path.GetDirectoryName(_rig.PathOf(""))!, "*.process").ShouldBeEmpty();
        _rig.Alive().ShouldBeEmpty();
        RunFolder.Read(_rig.Root, _rig.PathOf("")).GpuEvidence.ShouldBe(record.GpuEvidence);
    }

    [LinuxFact]
    public async Task A_GPU_that_somebody_else_keeps_is_refused_with_a_way_out()
    {
        var id = Other();
        _rig.Stub.Write("processes", $"{StubSmi.ProcessHeader}\nGPU-0, {id}, 1024, sleep\n");

        var error = await Should.ThrowAsync<UserErrorException>(() => _rig.MakeAsync(GpuRig.Ready));

        error.Message.ShouldMatch(
            $@"^GPU 0 \(NVIDIA H200\) is in use: sleep \(pid {id}\) holds 1024 MiB, after \d+\.\d s of waiting: end it \(kill {id}\), or choose another GPU with CUDA_VISIBLE_DEVICES\.$"
        );
        _rig.Progress.Received().Phase($"waiting: GPU 0 (NVIDIA H200) is in use: sleep (pid {id}) holds 1024 MiB");
        Directory.EnumerateFiles(_rig.Root, "*", SearchOption.AllDirectories).ShouldBeEmpty();
        _rig.Alive().ShouldBeEmpty();
    }

    [LinuxFact]
    public async Task A_GPU_that_becomes_free_is_waited_for()
    {
        _rig.Stub.Write("processes", $"{StubSmi.ProcessHeader}\nGPU-0, {Other()}, 1024, sleep\n");
        _rig.Progress.When(p => p.Phase(Arg.Is<string>(s => s.StartsWith("waiting"))))
            .Do(_ => _rig.Stub.Write("processes", StubSmi.ProcessHeader + "\n"));

        (await _rig.MakeAsync(GpuRig.Ready)).Record.ShouldNotBeNull().Valid.ShouldBeTrue();
    }

    [LinuxFact]
    public async Task Memory_that_nobody_is_shown_to_hold_is_refused_too()
    {
        _rig.Stub.Write("gpus", $"{StubSmi.GpuHeader}\n{StubSmi.Gpu(0, 5000)}\n");

        var error = await Should.ThrowAsync<UserErrorException>(() => _rig.MakeAsync(GpuRig.Ready));

        error.Message.ShouldStartWith(
            "GPU 0 (NVIDIA H200) is in use: 5000 MiB of its memory are taken, and no process is shown, after"
        );
    }

    [LinuxFact]
    public async Task A_foreign_process_on_the_GPU_makes_the_run_invalid()
    {
        var id = Other();

        var outcome = await _rig.MakeAsync(
            Moment + _rig.Show($"GPU-0, {id}, 1024, sleep") + Moment + _rig.Hide() + GpuRig.Ready
        );

        outcome.Record!.Valid.ShouldBeFalse();
        outcome
            .Record.InvalidReasons.ShouldHaveSingleItem()
            .ShouldMatch(
                $@"^another process was on its GPU: sleep \(pid {id}\) holds 1024 MiB, first seen \d+\.\d s after the start$"
            );
    }

    [LinuxFact]
    public async Task A_foreign_process_on_another_GPU_disturbs_nothing()
    {
        var id = Other();
        _rig.Stub.Write("gpus", $"{StubSmi.GpuHeader}\n{StubSmi.Gpu(0, 9000)}\n{StubSmi.Gpu(1, 4)}\n");
        _rig.Stub.Write("processes", $"{StubSmi.ProcessHeader}\nGPU-0, {id}, 8000, sleep\n");
        _rig.Stub.Write("samples", StubSmi.Sample(1, 4, "0x0000000000000001") + "\n");
        _rig.Variables = _rig.Variables.Add("CUDA_VISIBLE_DEVICES", "1");

        var record = (await _rig.MakeAsync(Moment + GpuRig.Ready)).Record!;

        record.InvalidReasons.ShouldBeEmpty();
        record.GpuEvidence["watched"].ShouldBe("1 NVIDIA H200 GPU-1");
        record.GpuEvidence["samples:1"].ShouldNotBe("none");
        _rig.Stub.Calls.ShouldContain("--id=GPU-1 --query-gpu=timestamp,index");
    }

    [LinuxFact]
    public async Task Where_processes_cannot_be_told_apart_the_run_is_valid_and_says_so()
    {
        // No id of this machine is that high (proc_sys_kernel(5): pid_max).
        var script =
            $"printf '%s\\n' '{StubSmi.ProcessHeader}' 'GPU-0, 4194999, 133426, VLLM::EngineCore' 'GPU-0, 4194998, 12, [Not Found]' > {_rig.Stub.Folder}/p; mv {_rig.Stub.Folder}/p {_rig.Stub.Folder}/processes\n";

        var record = (await _rig.MakeAsync(script + Moment + _rig.Hide() + GpuRig.Ready)).Record!;

        record.InvalidReasons.ShouldBeEmpty();
        record
            .GpuEvidence["processes"]
            .ShouldBe(
                "processes on the GPU cannot be told apart here: a process without a name (pid 4194998) holds 12 MiB, VLLM::EngineCore (pid 4194999) holds 133426 MiB"
            );
    }

    [LinuxFact]
    public async Task A_throttled_run_is_invalid_with_the_numbers()
    {
        _rig.Stub.Write("samples", StubSmi.Sample(0, 4, "0x0000000000000040") + "\n");

        var record = (await _rig.MakeAsync(Moment + GpuRig.Ready)).Record!;

        record
            .InvalidReasons.ShouldHaveSingleItem()
            .ShouldMatch(
                @"^GPU 0 was throttled in (\d+) of \1 samples \(thermal slowdown by hardware\), more than 5 %$"
            );
    }

    [LinuxFact]
    public async Task Memory_that_is_not_given_back_makes_the_run_invalid()
    {
        var full =
            $"printf '%s\\n' '{StubSmi.GpuHeader}' '{StubSmi.Gpu(0, 133435)}' > {_rig.Stub.Folder}/g; mv {_rig.Stub.Folder}/g {_rig.Stub.Folder}/gpus\n";

        var record = (await _rig.MakeAsync(full + GpuRig.Ready)).Record!;

        record
            .InvalidReasons.ShouldHaveSingleItem()
            .ShouldMatch(@"^GPU 0 still held 133435 MiB \d+(\.\d)? s after its end, 4 MiB before it$");
        record.GpuEvidence["memory_after:0"].ShouldBe("133435 MiB");
        _rig.Progress.Received().Phase("waiting: GPU 0 still holds 133435 MiB");
    }

    [LinuxFact]
    public async Task A_sampler_that_ends_by_itself_is_said()
    {
        _rig.Stub.Replace(
            $"#!/bin/bash\ncd {_rig.Stub.Folder}\ncase \"$*\" in *loop*) exit 3 ;; *compute-apps*) cat processes ;; *query-gpu*) cat gpus ;; esac\n"
        );

        var record = (await _rig.MakeAsync(Moment + GpuRig.Ready)).Record!;

        record.InvalidReasons.ShouldBeEmpty();
        record
            .GpuEvidence["samples:0"]
            .ShouldMatch(@"^none: nvidia-smi ended by itself after \d+\.\d s with exit code 3$");
    }

    [LinuxFact]
    public async Task A_driver_that_does_not_answer_is_one_sentence_before_anything_starts()
    {
        _rig.Stub.Replace(
            "#!/bin/bash\necho \"NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.\"\nexit 1\n"
        );

        (await Should.ThrowAsync<UserErrorException>(() => _rig.MakeAsync(GpuRig.Ready))).Message.ShouldBe(
            "vllm-x needs an NVIDIA GPU, and nvidia-smi ends with exit code 1 and says 'NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver'."
        );
    }

    [LinuxFact]
    public async Task More_GPUs_than_can_be_seen_are_refused()
    {
        _rig.Variables = _rig.Variables.Add("CUDA_VISIBLE_DEVICES", "");

        (await Should.ThrowAsync<UserErrorException>(() => _rig.MakeAsync(GpuRig.Ready))).Message.ShouldBe(
            "vllm-x needs 1 GPU here, and 0 of the machine's 1 can be seen: change CUDA_VISIBLE_DEVICES, or the case."
        );
    }

    [LinuxFact]
    public async Task Without_the_program_a_run_is_made_unwatched_and_says_so()
    {
        _rig.Monitor = new NvidiaSmi(null, TimeSpan.FromSeconds(1));

        var record = (await _rig.MakeAsync(GpuRig.Ready)).Record!;

        record.Valid.ShouldBeTrue();
        record.GpuEvidence["watched"].ShouldBe("no: there is no nvidia-smi, which comes with NVIDIA's driver");
    }

    [LinuxFact]
    public async Task An_interrupted_run_leaves_no_sampler()
    {
        using var interrupt = new CancellationTokenSource(TimeSpan.FromSeconds(1));

        await Should.ThrowAsync<OperationCanceledException>(() => _rig.MakeAsync("read -r _\n", interrupt.Token));

        _rig.Alive().ShouldBeEmpty();
        Directory.EnumerateFiles(_rig.Root, "*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    private string Other()
    {
        var other = Process.Start("/usr/bin/sleep", "600");
        _others.Add(other);
        return other.Id.ToString(CultureInfo.InvariantCulture);
    }
}
