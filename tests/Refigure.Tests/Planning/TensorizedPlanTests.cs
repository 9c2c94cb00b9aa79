using System.Collections.Immutable;
using NSubstitute;
using Refigure.Catalog;
using Refigure.Engines;
using Refigure.Environments;
using Refigure.Models;
using Refigure.Planning;
using Refigure.Results;
using Refigure.Tests.Results;

namespace Refigure.Tests.Planning;

/// <summary>Cases of vLLM that load a copy in its tensorizer's form.</summary>
public sealed class TensorizedPlanTests : IDisposable
{
    private readonly TemporaryFolder _runs = new();
    private readonly IEnvironmentCatalog _environments = Substitute.For<IEnvironmentCatalog>();
    private readonly IModelStore _models = Substitute.For<IModelStore>();

    public TensorizedPlanTests()
    {
        Environment("vllm-0.10.1.1", "0.10.1.1");
        Environment("vllm-0.10.1.1-py312", "0.10.1.1");
        Environment("vllm-0.11.0", "0.11.0");
        Knows("falcon-7b", isThere: false);
        Knows("falcon-7b-tensorized", isThere: false);
    }

    public void Dispose() => _runs.Dispose();

    [Fact]
    public void What_a_copy_is_made_from_is_needed_as_long_as_there_is_no_copy()
    {
        Make("vllm-0.10.1.1").Models.Keys.ShouldBe(["falcon-7b", "falcon-7b-tensorized"]);
        Knows("falcon-7b-tensorized", isThere: true);
        var plan = Make("vllm-0.10.1.1");
        plan.Models.ShouldBe([new("falcon-7b-tensorized", 0L)]);
        plan.Runs[0].StoredModel.ShouldBe("falcon-7b-tensorized");
    }

    [Fact]
    public void An_environment_of_the_same_version_reads_it_and_one_of_another_is_refused()
    {
        Make("vllm-0.10.1.1-py312").Runs.Length.ShouldBe(1);
        Should
            .Throw<UserErrorException>(() => Make("vllm-0.11.0"))
            .Message.ShouldBe(
                "experiment x, profile paper, case c: falcon-7b-tensorized is made by vllm-0.10.1.1, and vllm-0.11.0 has another version of vLLM, which cannot read it; name another environment, or put tensorized_with in envs/models.yaml right."
            );
    }

    private void Knows(string model, bool isThere) =>
        _models.Describe(model).Returns(new ModelSource(model, "digest", 1_000, isThere, IsSynthetic: false));

    private void Environment(string name, string version) =>
        _environments
            .Find(name)
            .Returns(
                new EnvironmentSpec
                {
                    Name = name,
                    Folder = "/envs/" + name,
                    Kind = "python-venv",
                    Engine = "vllm",
                    EngineVersion = version,
                    LockHash = new string('a', 64),
                    Lock = "/lock",
                }
            );

    private Plan Make(string environment) =>
        new Planner(
            _environments,
            Substitute.For<IEnvironmentInstaller>(),
            _models,
            new EngineSet(new VllmEngine()),
            _ => ImmutableSortedDictionary<string, string>.Empty,
            _ => null
        )
        {
            ModelOf = Figures.StudyRuns.Models.Find,
        }.Make(new PlanRequest([new ExperimentCases("x", "paper", [Case(environment)])], _runs.Root, "here"));

    private static CaseSpec Case(string environment) =>
        new()
        {
            Name = "c",
            Model = "falcon-7b",
            Environment = environment,
            Arguments = ImmutableSortedDictionary<string, string>.Empty.Add("load-format", "tensorizer"),
            Caches = [new CacheIterations(CacheState.Warm, 1)],
        };
}
