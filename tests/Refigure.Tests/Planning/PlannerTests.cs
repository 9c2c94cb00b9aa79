using System.Collections.Immutable;
using NSubstitute;
using Refigure.Catalog;
using Refigure.Engines;
using Refigure.Environments;
using Refigure.Models;
using Refigure.Planning;
using Refigure.Results;

namespace Refigure.Tests.Planning;

public sealed class PlannerTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("refigure-plan-").FullName;
    private readonly IEnvironmentCatalog _environments = Substitute.For<IEnvironmentCatalog>();
    private readonly IEnvironmentInstaller _installer = Substitute.For<IEnvironmentInstaller>();
    private readonly IModelStore _models = Substitute.For<IModelStore>();
    private string _cpu = "one";
    private bool _isAsked = true;
    private string? _data;

    public PlannerTests()
    {
        _environments
            .Find("llamacpp")
            .Returns(
                new EnvironmentSpec
                {
                    Name = "llamacpp",
                    Folder = "/envs/llamacpp",
                    Kind = "npm",
                    Engine = "llamacpp",
                    EngineVersion = "3.22.1",
                    LockHash = new string('a', 64),
                    Lock = "/lock",
                }
            );
        _models.Describe("m").Returns(new ModelSource("m", "digest", 1_000_000_000, IsThere: false, IsSynthetic: true));
        _installer.DiskNeeded(Arg.Any<EnvironmentSpec>()).Returns(90_000_000);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Without_runs_everything_is_missing_and_has_its_price()
    {
        var plan = Make(Case());

        plan.Runs.Select(r => r.Identity.RelativeFolder)
            .ShouldBe(["x/here/c/page-cold-1", "x/here/c/warm-1", "x/here/c/warm-2"]);
        plan.Runs.ShouldAllBe(r => r.Decision == RunDecision.Missing);
        plan.Runs[0].Estimate.ShouldBe(TimeSpan.FromSeconds(3.5));
        plan.Environments["llamacpp"].ShouldBe(90_000_000);
        plan.Models["m"].ShouldBe(1_000_000_000);
        plan.RunsDisk.ShouldBe(3 * 65536);
    }

    [Fact]
    public void Runs_that_two_experiments_share_are_planned_once_and_are_those_of_the_one_that_keeps_them()
    {
        var shared = Case() with { RunsOf = "x" };
        Store(Make(Case()).Runs[1]);

        var plan = Make([new ExperimentCases("y", "smoke", [shared]), new ExperimentCases("x", "smoke", [Case()])]);

        plan.Runs.Select(r => r.Identity.RelativeFolder)
            .ShouldBe(["x/here/c/page-cold-1", "x/here/c/warm-1", "x/here/c/warm-2"]);
        plan.Runs.Select(r => r.Decision).ShouldBe([RunDecision.Missing, RunDecision.Have, RunDecision.Missing]);
    }

    [Fact]
    public void A_run_made_from_the_same_inputs_is_there_and_tells_how_long_the_others_take()
    {
        Store(Make(Case()).Runs[1], seconds: 7);

        var plan = Make(Case());

        plan.Runs.Select(r => r.Decision).ShouldBe([RunDecision.Missing, RunDecision.Have, RunDecision.Missing]);
        plan.Runs[2].Estimate.ShouldBe(TimeSpan.FromSeconds(7));
    }

    [Fact]
    public void A_run_made_from_something_else_is_stale_and_says_what_changed()
    {
        Store(Make(Case()).Runs[1]);
        _cpu = "two";

        var run = Make(Case(("ctx-size", "256"))).Runs[1];

        run.Decision.ShouldBe(RunDecision.Stale);
        run.Reasons.ShouldBe(["arg.ctx-size: (none) → 256", "node.cpu: one → two"]);
    }

    [Fact]
    public void Another_Node_js_makes_another_run()
    {
        Make(Case()).Runs[0].Inputs.Fields["runtime"].ShouldBe("node 20.1.0");
    }

    [Fact]
    public void An_invalid_run_is_kept_and_says_why_and_force_makes_all_again()
    {
        Store(Make(Case()).Runs[1], invalid: "it was not cold");

        Make(Case()).Runs[1].Decision.ShouldBe(RunDecision.Have);
        Make(Case()).Runs[1].Reasons.ShouldBe(["invalid: it was not cold"]);
        Make(Case(), force: true).Runs[1].Decision.ShouldBe(RunDecision.Stale);
        Make(Case(), force: true).Runs[1].Reasons.ShouldBe(["--force"]);
    }

    [Fact]
    public void A_secret_in_a_variable_is_in_no_input()
    {
        var secret = Case() with
        {
            Variables = ImmutableSortedDictionary<string, string>.Empty.Add("HF_TOKEN", "hf_abc"),
        };

        Make(secret).Runs[0].Inputs.Fields["env.HF_TOKEN"].ShouldBe("***");
    }

    [Fact]
    public void An_argument_that_the_engine_does_not_know_is_named_with_its_case()
    {
        Should
            .Throw<UserErrorException>(() => Make(Case(("ctx-sise", "256"))))
            .Message.ShouldStartWith("experiment x, profile smoke, case c: ctx-sise is no argument of llamacpp");
    }

    [Fact]
    public void A_compile_cold_start_of_an_engine_without_compile_cache_is_refused()
    {
        var cold = Case() with { Caches = [new CacheIterations(CacheState.CompileCold, 1)] };

        Should
            .Throw<UserErrorException>(() => Make(cold))
            .Message.ShouldBe(
                "experiment x, profile smoke, case c: compile-cold needs an engine with a compile cache, and llamacpp has none: expected page-cold or warm."
            );
    }

    [Fact]
    public void A_damaged_run_is_named()
    {
        Store(Make(Case()).Runs[1]);
        File.WriteAllText(Path.Combine(_root, "x/here/c/warm-1/run.json"), "{");

        Should.Throw<UserErrorException>(() => Make(Case())).Message.ShouldContain("warm-1/run.json is damaged");
    }

    [Fact]
    public void A_run_of_a_node_that_cannot_be_asked_is_not_stale_because_of_what_it_is_not_told()
    {
        Store(Make(Case()).Runs[1]);
        _isAsked = false;

        Make(Case()).Runs[1].Decision.ShouldBe(RunDecision.Have);
        Make(Case(("ctx-size", "64"))).Runs[1].Decision.ShouldBe(RunDecision.Stale);
    }

    [Fact]
    public void Another_content_of_a_file_of_prompts_makes_another_run_and_a_file_that_is_not_at_hand_does_not()
    {
        var asked = Loaded("file:prompts.txt");
        _data = new string('a', 64);
        var first = Make(asked).Runs[1];
        Store(first);

        first.Inputs.Fields["load.dataset_sha256"].ShouldBe(_data);
        Make(asked).Runs[1].Decision.ShouldBe(RunDecision.Have);
        _data = null;
        Make(asked).Runs[1].Decision.ShouldBe(RunDecision.Have);
        Make(Loaded("random")).Runs[1].Inputs.Fields.ShouldNotContainKey("load.dataset_sha256");
        _data = new string('b', 64);
        Make(asked).Runs[1].Reasons.ShouldBe(["load.dataset_sha256: aaaaaaaaaaaa… → bbbbbbbbbbbb…"]);
    }

    private static CaseSpec Loaded(string dataset) =>
        Case() with
        {
            Load = new LoadSpec
            {
                Settings = ImmutableSortedDictionary<string, string>
                    .Empty.Add("concurrency", "1")
                    .Add("requests", "2")
                    .Add("dataset", dataset),
            },
        };

    [Fact]
    public void Runs_of_nodes_that_are_not_wanted_are_not_planned()
    {
        var one = Case() with { Nodes = ["here", "far"] };

        Make(one).Runs.Length.ShouldBe(6);
        Make(one, wanted: "here").Runs.Select(r => r.Identity.Node).Distinct().ShouldBe(["here"]);
    }

    private Plan Make(CaseSpec one, bool force = false, string? wanted = null) =>
        Make([new ExperimentCases("x", "smoke", [one])], force, wanted);

    private Plan Make(ImmutableArray<ExperimentCases> experiments, bool force = false, string? wanted = null) =>
        new Planner(
            _environments,
            _installer,
            _models,
            new EngineSet(new LlamaCppEngine()),
            _ => _isAsked ? Facts : null,
            _ => null
        )
        {
            DataDigestOf = _ => _data,
        }.Make(
            new PlanRequest(experiments, _root, "here")
            {
                Force = force,
                IsWanted = node => wanted is null || node == wanted,
            }
        );

    private ImmutableSortedDictionary<string, string> Facts =>
        ImmutableSortedDictionary<string, string>.Empty.Add("cpu", _cpu).Add("node_js", "20.1.0");

    private static CaseSpec Case(params (string Name, string Value)[] arguments) =>
        new()
        {
            Name = "c",
            Model = "m",
            Environment = "llamacpp",
            Caches = [new CacheIterations(CacheState.PageCold, 1), new CacheIterations(CacheState.Warm, 2)],
            Arguments = arguments.ToImmutableSortedDictionary(a => a.Name, a => a.Value, StringComparer.Ordinal),
        };

    private void Store(PlannedRun run, double seconds = 1, string? invalid = null)
    {
        using var pending = PendingRun.Begin(_root, run.Identity);
        pending.Complete(
            new RunRecord
            {
                Identity = run.Identity,
                Hash = "",
                Files = [],
                Profile = "smoke",
                Engine = "llamacpp",
                Environment = "llamacpp",
                Model = "m",
                DurationSeconds = seconds,
                Inputs = run.Inputs.Fields,
                InputsHash = run.Inputs.Hash(),
                NodeFacts = Facts,
                Valid = invalid is null,
                InvalidReasons = invalid is null ? [] : [invalid],
            }
        );
    }
}
