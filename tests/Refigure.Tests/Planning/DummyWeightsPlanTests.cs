using Refigure.Catalog;
using Refigure.Engines;
using Refigure.Planning;
using Refigure.Results;

namespace Refigure.Tests.Planning;

/// <summary>Cases of vLLM with weights that it makes up.</summary>
public sealed class DummyWeightsPlanTests : IDisposable
{
    private const string Environment = "vllm-0.10.1.1";
    private readonly VllmPlans _plans = new();

    public DummyWeightsPlanTests()
    {
        _plans.HasEnvironment(Environment, "0.10.1.1");
        _plans.Knows("yi-6b", 12_120_000_000);
        _plans.Knows("yi-6b without weights", 8_000_000);
        _plans.Knows("synthetic-llama-1b", 3_000_000_000);
    }

    public void Dispose() => _plans.Dispose();

    [Fact]
    public void They_are_other_cases_than_those_with_real_weights_and_stand_beside_them()
    {
        var real = Make(Case("yi-6b")).Runs[0];
        var dummy = Make(DummyWeights.With(Case("yi-6b"))).Runs[0];

        dummy.Identity.RelativeFolder.ShouldBe("x/here/yi-6b+load-format=dummy/warm-1");
        dummy.Inputs.Fields["arg.load-format"].ShouldBe("dummy");
        dummy.Inputs.Hash().ShouldNotBe(real.Inputs.Hash());
        dummy.Inputs.Fields["model"].ShouldBe("yi-6b");
    }

    [Fact]
    public void Only_the_configuration_and_the_tokenizer_are_needed()
    {
        var plan = Make(DummyWeights.With(Case("yi-6b")));

        plan.Runs[0].StoredModel.ShouldBe("yi-6b without weights");
        plan.Models.ShouldBe([new("yi-6b without weights", 8_000_000L)]);
    }

    [Fact]
    public void A_model_that_is_written_here_is_written_whole()
    {
        var plan = Make(DummyWeights.With(Case("synthetic-llama-1b")));

        plan.Models.ShouldBe([new("synthetic-llama-1b", 3_000_000_000L)]);
    }

    [Fact]
    public void The_command_names_the_model_s_folder_and_asks_for_dummy_weights()
    {
        var preview = new CommandPreview(_plans.Environments, new EngineSet(new VllmEngine()), "/envs");

        preview
            .Of(DummyWeights.With(Case("yi-6b")))!
            .Arguments.ShouldBe(["vllm/startup.py", "--model", "MODELS/yi-6b", "--load-format", "dummy"]);
    }

    [Fact]
    public void How_long_they_took_tells_nothing_of_starts_with_real_weights()
    {
        Store(Make(DummyWeights.With(Case("yi-6b"))).Runs[0], seconds: 7);

        Make(Case("yi-6b")).Runs[0].EstimatedFrom.ShouldBe(EstimateSource.Rough);
        Make(DummyWeights.With(Case("yi-6b", "other"))).Runs[0].Estimate.ShouldBe(TimeSpan.FromSeconds(7));
    }

    private Plan Make(CaseSpec one) => _plans.Make(one);

    private static CaseSpec Case(string model, string? name = null) =>
        new()
        {
            Name = name ?? model,
            Model = model,
            Environment = Environment,
            Caches = [new CacheIterations(CacheState.Warm, 1)],
        };

    private void Store(PlannedRun run, double seconds)
    {
        using var pending = PendingRun.Begin(_plans.Runs, run.Identity);
        pending.Complete(
            new RunRecord
            {
                Identity = run.Identity,
                Hash = "",
                Files = [],
                Profile = "paper",
                Engine = "vllm",
                Environment = Environment,
                Model = run.Case.Model,
                Arguments = run.Case.Arguments,
                DurationSeconds = seconds,
                Inputs = run.Inputs.Fields,
                InputsHash = run.Inputs.Hash(),
            }
        );
    }
}
