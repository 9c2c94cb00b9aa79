using System.Collections.Immutable;
using NSubstitute;
using Refigure.Catalog;
using Refigure.Engines;
using Refigure.Environments;
using Refigure.Models;
using Refigure.Nodes;
using Refigure.Planning;
using Refigure.Results;
using Refigure.Running;
using Refigure.Running.Readiness;
using Refigure.Serving;
using Refigure.Tests.Engines;
using Refigure.Tests.Environments;
using Refigure.Tests.Results;

namespace Refigure.Tests.Running;

/// <summary>A run whose measured requests are recorded by a profiler; <c>vllm serve</c> and <c>nsys</c> are played by scripts.</summary>
public sealed class ProfiledLoadTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly HttpHealthProbe _health = new();
    private readonly IRunProgress _progress = Substitute.For<IRunProgress>();

    public void Dispose()
    {
        _health.Dispose();
        _folder.Dispose();
    }

    [DriverFact]
    public async Task Only_the_measured_requests_are_recorded_and_their_prompts_are_new()
    {
        var outcome = await MakeAsync("torch");

        var record = outcome.Record.ShouldNotBeNull(string.Join('\n', outcome.Failure));
        OfTheEngine(record).ShouldBeEmpty();
        var asked = File.ReadAllLines(_folder["asked"]);
        var begin = Array.IndexOf(asked, "/start_profile");
        asked[..begin].Length.ShouldBe(2);
        asked[(begin + 1)..^1].Length.ShouldBe(3);
        asked[^1].ShouldBe("/stop_profile");
        asked[..begin].Intersect(asked[(begin + 1)..^1]).ShouldBeEmpty();
        _progress.Received().Phase("writing traces");
    }

    [DriverFact]
    public async Task Each_rank_s_trace_is_a_raw_file_of_the_run_named_after_its_rank()
    {
        var record = (await MakeAsync("torch")).Record.ShouldNotBeNull();

        record
            .Files.Select(f => f.Name)
            .Where(name => name.StartsWith("trace/", StringComparison.Ordinal))
            .ShouldBe(["trace/rank0.pt.trace.json", "trace/rank1.pt.trace.json"]);
        var folder = RunFolder.PathOf(_folder["runs"], record.Identity);
        File.Exists(Path.Combine(folder, "trace", "rank0.pt.trace.json.gz")).ShouldBeTrue();
        RunVerifier.Verify(_folder["runs"]).ShouldBeEmpty();
    }

    [DriverFact]
    public async Task It_feeds_no_latency()
    {
        var record = (await MakeAsync("torch")).Record.ShouldNotBeNull();

        var run = new RunStore(VllmLogReader.Instance).Load(
            _folder["runs"],
            RunFolder.PathOf(_folder["runs"], record.Identity)
        );
        run.Measurements.ShouldNotContain(m => m.Metric.StartsWith("ttft", StringComparison.Ordinal));
        LoadFactsFile.Of(RunFolder.PathOf(_folder["runs"], record.Identity))!.Profiler.ShouldBe("torch");
    }

    [DriverFact]
    public async Task The_report_of_Nsight_Systems_is_waited_for()
    {
        var record = (await MakeAsync("nsys")).Record.ShouldNotBeNull();

        record.Files.Select(f => f.Name).ShouldContain("trace/report.nsys-rep");
        record.CommandLine[0].ShouldEndWith("/nsys");
        OfTheEngine(record).ShouldBeEmpty();
    }

    [DriverFact]
    public async Task Without_nsys_it_says_what_to_do_and_nothing_is_started()
    {
        var error = await Should.ThrowAsync<UserErrorException>(() => MakeAsync("nsys", hasNsys: false));

        error.Message.ShouldBe(
            "load: profiler nsys: there is no nsys on the path; install Nsight Systems' command line, or say profiler: torch."
        );
        File.Exists(_folder["asked"]).ShouldBeFalse();
    }

    // Other tests take this process's time, of which the client tells.
    private static IEnumerable<string> OfTheEngine(RunRecord record) =>
        record.InvalidReasons.Where(r => !r.StartsWith("The client was the bottleneck", StringComparison.Ordinal));

    private async Task<RunOutcome> MakeAsync(string profiler, bool hasNsys = true)
    {
        var bin = Directory.CreateDirectory(_folder["venv/bin"]).FullName;
        var stubs = RealEngine.Folder("tests/Refigure.Tests/Engines/stub-vllm");
        File.Copy(Path.Combine(stubs, "serve.py"), Path.Combine(bin, "vllm"), true);
        var python = Path.Combine(bin, "python");
        File.WriteAllText(python, $"#!/bin/sh\nexec {new ToolRunner().Find("python3")} \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(python, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        var environment = new EnvironmentSpec
        {
            Name = "vllm-0.25.1",
            Folder = "/envs/vllm",
            Kind = "python-venv",
            Engine = "vllm",
            EngineVersion = "0.25.1",
            LockHash = new string('0', 64),
            Lock = null,
        };
        var model = new ModelFiles(new ModelSource("m", "d", 1, true, true), "/models/m", []);
        var one = ServingRig.Case(
            ServingRig.Texts(("max-num-seqs", "8")),
            ServingRig.Texts(("STUB_ASKED", _folder["asked"]), ("STUB_TIDY", "1"))
        ) with
        {
            Caches = [new CacheIterations(CacheState.Warm, 1)],
            Load = new LoadSpec
            {
                Settings = ServingRig.Texts(
                    ("concurrency", "1"),
                    ("requests", "3"),
                    ("warm_up", "2"),
                    ("prompt_tokens", "4"),
                    ("output_tokens", "2"),
                    ("profiler", profiler)
                ),
            },
        };
        var identity = new RunIdentity("x", "here", "c", CacheState.Warm, 1);
        var facts = ImmutableSortedDictionary<string, string>.Empty;
        var inputs = RunInputsOf.Gather(identity, "lab", one, environment, model.Source, facts);
        inputs.Fields["load.profiler"].ShouldBe(profiler);
        var machine = ServingRig.Machine(_health) with
        {
            Node = new NodeInspector(),
            FindProgram = name => hasNsys ? Path.Combine(stubs, name) : null,
        };
        return await new RunMaker(machine, new RunStore(VllmLogReader.Instance)).MakeAsync(
            new PlannedRun(identity, "lab", one, inputs, RunDecision.Missing, [], null),
            new RunPreparation(new InstalledEnvironment(environment, _folder["venv"], python), model, new VllmEngine()),
            _folder["runs"],
            _progress,
            CancellationToken.None
        );
    }
}
