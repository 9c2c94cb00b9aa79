using System.Collections.Immutable;
using NSubstitute;
using Refigure.Catalog;
using Refigure.Engines;
using Refigure.Environments;
using Refigure.Files;
using Refigure.Models;
using Refigure.Nodes;
using Refigure.Planning;
using Refigure.Results;
using Refigure.Running;
using Refigure.Running.Processes;
using Refigure.Running.Readiness;
using Refigure.Secrets;
using Refigure.Serving;
using Refigure.Tests.Load;
using Refigure.Tests.Running.Processes;

namespace Refigure.Tests.Running.Runner;

/// <summary>One run with engines that behave in every bad way, as real processes.</summary>
public sealed class RunMakerTests : IDisposable
{
    private const string Ready = "echo Engine is ready\n";
    private const string Wait = "read -r _\n";
    private readonly string _folder = Directory.CreateTempSubdirectory("refigure-maker-").FullName;
    private readonly IHealthProbe _health = Substitute.For<IHealthProbe>();
    private readonly IPageCache _pages = Substitute.For<IPageCache>();
    private readonly IRunProgress _progress = Substitute.For<IRunProgress>();
    private readonly string _root;

    public RunMakerTests()
    {
        _root = Path.Combine(_folder, "runs");
        var resident = new FileResidency("model.bin", 10, 10);
        _pages.Fill(default!, default).ReturnsForAnyArgs([resident]);
        _pages.Measure(default!).ReturnsForAnyArgs([resident]);
        _pages.Evict(default!).ReturnsForAnyArgs([new FileResidency("model.bin", 10, 0)]);
        _health.IsHealthyAsync(default!, default).ReturnsForAnyArgs(true);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [LinuxFact]
    public async Task An_engine_that_is_ready_is_stored_with_its_outputs_apart_and_its_evidence()
    {
        var outcome = await Make("echo oops >&2\n" + Ready + Wait);

        var record = outcome.Record.ShouldNotBeNull();
        record.Valid.ShouldBeTrue();
        record.CacheEvidence["resident_at_start:model.bin"].ShouldBe("10 of 10 pages");
        record.Files.Select(f => f.Name).ShouldBe(["arrivals.csv", "engine.log", "engine.stderr.log", "samples.csv"]);
        record.ExitStatus.ShouldBe(128 + 15);
        var place = RunFolder.PathOf(_root, record.Identity);
        File.ReadAllText(Path.Combine(place, "engine.log")).ShouldBe("Engine is ready\n");
        File.ReadAllText(Path.Combine(place, "engine.stderr.log")).ShouldBe("oops\n");
        File.Exists(Path.Combine(place, "engine.process")).ShouldBeFalse();
    }

    [LinuxFact]
    public async Task A_claim_that_was_not_met_is_kept_and_invalid()
    {
        _pages.Evict(default!).ReturnsForAnyArgs([new FileResidency("model.bin", 10, 10, "it is on a tmpfs")]);

        var outcome = await Make(Ready + Wait, CacheState.PageCold);

        outcome.Record!.Valid.ShouldBeFalse();
        outcome.Record.InvalidReasons.ShouldBe([
            "claimed page-cold, but 100 % of model.bin was in memory at the start (it is on a tmpfs)",
        ]);
    }

    [LinuxFact]
    public async Task An_engine_that_exits_0_without_being_ready_has_failed_and_its_log_is_kept()
    {
        var outcome = await Make("echo working\necho 'no model' >&2\nexit 0\n");

        outcome.Record.ShouldBeNull();
        outcome
            .Failure[0]
            .ShouldBe("x/here/c/warm-1 failed: it ended with exit code 0 in phase 'starting', before it was ready.");
        outcome.Failure.ShouldContain("  | no model");
        var kept = Path.Combine(_root, "x/here/c/warm-1.failed");
        outcome.Failure[^1].ShouldContain(Path.Combine(kept, "engine.log"));
        File.ReadAllText(Path.Combine(kept, "engine.log")).ShouldBe("working\n");
        RunFolder.List(_root).ShouldBeEmpty();
    }

    [LinuxFact]
    public async Task What_failed_goes_away_when_the_run_succeeds()
    {
        await Make("exit 1\n");
        (await Make(Ready + Wait)).Record.ShouldNotBeNull();

        Directory.Exists(Path.Combine(_root, "x/here/c/warm-1.failed")).ShouldBeFalse();
    }

    [LinuxFact]
    public async Task An_engine_that_hangs_is_ended_and_its_phase_is_named()
    {
        var outcome = await Make("echo phase load_weights\nread -r _\n", timeout: TimeSpan.FromSeconds(2));

        outcome
            .Failure[0]
            .ShouldMatch(
                @"^x/here/c/warm-1 failed: it was not ready after \d+(\.\d)? s, in phase 'load_weights', and was ended\.$"
            );
    }

    [LinuxFact]
    public async Task A_phase_that_hangs_is_ended_before_the_whole_start_times_out()
    {
        var outcome = await Make(
            "sleep 0.4\necho phase load_weights\nread -r _\n",
            phaseTimeout: TimeSpan.FromSeconds(2)
        );

        outcome.Failure[0].ShouldMatch(@"it was not ready after \d+(\.\d)? s, in phase 'load_weights', and was ended");
    }

    [LinuxFact]
    public async Task An_engine_whose_health_never_answers_is_not_ready_whatever_its_log_says()
    {
        _health.IsHealthyAsync(default!, default).ReturnsForAnyArgs(false);

        var outcome = await Make(Ready + Wait, timeout: TimeSpan.FromSeconds(0.5), hasHealth: true);

        outcome.Failure[0].ShouldMatch(@"it was not ready after \d+(\.\d)? s");
    }

    [LinuxFact]
    public async Task An_engine_that_falls_after_it_was_ready_has_failed()
    {
        _health
            .IsHealthyAsync(default!, default)
            .ReturnsForAnyArgs(async _ =>
            {
                await Task.Delay(300);
                return true;
            });

        var outcome = await Make(Ready + "kill -9 $$\n", hasHealth: true);

        outcome.Record.ShouldBeNull();
        outcome.Failure[0].ShouldContain("signal 9");
    }

    [LinuxFact]
    public async Task A_gigabyte_of_output_is_cut_and_said_and_the_run_is_invalid()
    {
        var outcome = await Make(Ready + "head -c 300000000 /dev/zero\n" + Wait, settle: TimeSpan.FromSeconds(3));

        outcome.Record!.Valid.ShouldBeFalse();
        outcome.Record.InvalidReasons[0].ShouldContain("it wrote too much");
        outcome.Record.Files.Single(f => f.Name == "engine.log").Bytes.ShouldBe(1L << 28);
    }

    [LinuxFact]
    public async Task A_daemon_that_is_left_is_ended_and_said()
    {
        var outcome = await Make("setsid sleep 600 > /dev/null 2>&1 < /dev/null &\nsleep 0.2\n" + Ready + Wait);

        outcome.Record!.Valid.ShouldBeFalse();
        outcome.Record.InvalidReasons[0].ShouldStartWith("it left processes behind, which were ended: sleep");
    }

    [LinuxFact]
    public async Task A_port_that_is_taken_is_given_up_and_another_one_is_tried()
    {
        var first = Path.Combine(_folder, "first");
        var outcome = await Make(
            $"if [ ! -e {first} ]; then echo $1 > {first}; echo 'listen EADDRINUSE' >&2; exit 3; fi\n" + Ready + Wait
        );

        outcome.Record.ShouldNotBeNull().Valid.ShouldBeTrue();
        outcome.Record.CommandLine[^1].ShouldNotBe(File.ReadAllText(first).Trim());
    }

    // A secret of this machine that an engine got hold of, and says in every way that it can.
    [LinuxFact]
    public async Task A_secret_is_in_nothing_that_a_run_leaves_and_is_not_inherited()
    {
        const string Canary = "hf_CanaryInTheMine0123456789";
        var half = Canary.Length / 2;
        Environment.SetEnvironmentVariable("REFIGURE_TEST_TOKEN", Canary);
        try
        {
            var outcome = await Make(
                $"echo \"inherited: [$REFIGURE_TEST_TOKEN]\"\necho {Canary}\necho {Canary} >&2\n"
                    + $"printf {Canary[..half]}\nsleep 0.1\nprintf '{Canary[half..]}\\n'\nprintf %s {Canary} | base64\n"
                    + Ready
                    + Wait,
                secrets: new SecretMask([Canary])
            );

            var place = RunFolder.PathOf(_root, outcome.Record.ShouldNotBeNull().Identity);
            (await File.ReadAllTextAsync(Path.Combine(place, "engine.log"))).ShouldBe(
                "inherited: []\n***\n***\n***\nEngine is ready\n"
            );
            (await File.ReadAllTextAsync(Path.Combine(place, "engine.stderr.log"))).ShouldBe("***\n");
            foreach (var file in Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories))
            {
                if (Path.GetFileName(file) != "engine.sh")
                {
                    new SecretMask([Canary]).Finds(await File.ReadAllTextAsync(file)).ShouldBeFalse(file);
                }
            }
        }
        finally
        {
            Environment.SetEnvironmentVariable("REFIGURE_TEST_TOKEN", null);
        }
    }

    [LinuxFact]
    public async Task A_failed_start_quotes_no_secret()
    {
        const string Canary = "hf_CanaryInTheMine0123456789";

        var outcome = await Make($"echo 401 for {Canary} >&2\nexit 3\n", secrets: new SecretMask([Canary]));

        string.Join('\n', outcome.Failure).ShouldContain("401 for ***");
        string.Join('\n', outcome.Failure).ShouldNotContain(Canary);
    }

    [LinuxFact]
    public async Task A_case_with_a_secret_in_an_argument_is_refused_before_anything_is_started()
    {
        var error = await Should.ThrowAsync<UserErrorException>(() =>
            Make(
                Ready + Wait,
                arguments: new() { ["api-key"] = "hf_CanaryInTheMine" },
                secrets: new SecretMask(["hf_CanaryInTheMine"])
            )
        );

        error.Message.ShouldStartWith("experiment x, case c: arg.api-key holds a secret of this machine");
        error.Message.ShouldNotContain("Canary");
        Directory.Exists(_root).ShouldBeFalse();
    }

    [LinuxFact]
    public async Task An_interrupted_run_leaves_nothing()
    {
        using var interrupt = new CancellationTokenSource(TimeSpan.FromSeconds(0.5));

        await Should.ThrowAsync<OperationCanceledException>(() => Make("read -r _\n", cancellation: interrupt.Token));

        Directory.EnumerateFiles(_root, "*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [LinuxFact]
    public async Task An_interrupted_load_keeps_what_it_measured_until_the_run_is_made_and_says_so()
    {
        using var interrupt = new CancellationTokenSource();
        ScriptedServer? server = null;
        var engine = new ServingScriptEngine(port =>
            server = new ScriptedServer(
                async (number, stream) =>
                {
                    // The first one is the runner's own, and those before the measured ones are no less measured.
                    if (number == 4)
                    {
                        await interrupt.CancelAsync();
                        return;
                    }

                    await stream.WriteAsync(ScriptedServer.Answer("a", "b"));
                },
                port
            )
        );
        var load = new LoadSpec
        {
            Settings = ImmutableSortedDictionary<string, string>
                .Empty.Add("concurrency", "1")
                .Add("requests", "1000")
                .Add("prompt_tokens", "4"),
        };

        await Should.ThrowAsync<OperationCanceledException>(() =>
            Make(Ready + Wait, load: load, engine: engine, cancellation: interrupt.Token)
        );
        server?.Dispose();

        var kept = Path.Combine(_root, "x/here/c/warm-1.interrupted");
        var requests = RequestsFile.Of(kept);
        requests.Count(r => r.Status == RequestStatus.Completed).ShouldBe(3);
        LoadFactsFile.Of(kept)!.Remarks.ShouldContain("The load was interrupted.");
        _progress
            .Received(1)
            .LoadKept(
                Arg.Any<PlannedRun>(),
                $"{requests.Length} requests until then are kept in {kept} until the run is made."
            );
        RunFolder.List(_root).ShouldBeEmpty();
    }

    private async Task<RunOutcome> Make(
        string script,
        CacheState cache = CacheState.Warm,
        TimeSpan? timeout = null,
        bool hasHealth = false,
        TimeSpan? settle = null,
        TimeSpan? phaseTimeout = null,
        Dictionary<string, string>? arguments = null,
        SecretMask? secrets = null,
        LoadSpec? load = null,
        IEngine? engine = null,
        CancellationToken cancellation = default
    )
    {
        if (settle is { } time)
        {
            hasHealth = true;
            _health
                .IsHealthyAsync(default!, default)
                .ReturnsForAnyArgs(async _ =>
                {
                    await Task.Delay(time, CancellationToken.None);
                    return true;
                });
        }

        var driver = Path.Combine(_folder, "engine.sh");
        await File.WriteAllTextAsync(driver, script, CancellationToken.None);
        var environment = new EnvironmentSpec
        {
            Name = "e",
            Folder = _folder,
            Kind = "npm",
            Engine = "llamacpp",
            EngineVersion = "1",
            LockHash = new string('0', 64),
            Lock = "/lock",
            Driver = driver,
        };
        var model = new ModelFiles(new ModelSource("m", "d", 1, true, true), "model.bin", ["model.bin"]);
        var one = new CaseSpec
        {
            Name = "c",
            Model = "m",
            Environment = "e",
            Caches = [new CacheIterations(cache, 1)],
            Load = load,
            ReadyTimeout = timeout ?? TimeSpan.FromSeconds(20),
            PhaseTimeout = phaseTimeout,
            Arguments = (arguments ?? []).ToImmutableSortedDictionary(StringComparer.Ordinal),
        };
        var identity = new RunIdentity("x", "here", "c", cache, 1);
        var run = new PlannedRun(
            identity,
            "smoke",
            one,
            RunInputsOf.Gather(
                identity,
                "smoke",
                one,
                environment,
                model.Source,
                ImmutableSortedDictionary<string, string>.Empty
            ),
            RunDecision.Missing,
            [],
            null
        );
        var machine = new RunMachine(
            new ProcessSupervisor(TimeProvider.System, secrets),
            _pages,
            new NodeInspector(),
            PhysicalFileSystem.Instance,
            _health,
            TimeProvider.System
        )
        {
            Secrets = secrets ?? SecretMask.None,
        };
        return await new RunMaker(machine, new RunStore(VllmLogReader.Instance)).MakeAsync(
            run,
            new RunPreparation(
                new InstalledEnvironment(environment, _folder, "/bin/bash"),
                model,
                engine ?? new ScriptEngine(hasHealth)
            ),
            _root,
            _progress,
            cancellation
        );
    }
}
