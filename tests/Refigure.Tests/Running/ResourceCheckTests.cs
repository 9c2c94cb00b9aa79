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

namespace Refigure.Tests.Running;

public sealed class ResourceCheckTests
{
    private readonly INodeInspector _node = Substitute.For<INodeInspector>();
    private readonly IEnvironmentCatalog _environments = Substitute.For<IEnvironmentCatalog>();
    private readonly IModelStore _models = Substitute.For<IModelStore>();

    public ResourceCheckTests()
    {
        _node.AvailableMemory().Returns(2_000_000_000);
        _node.FreeDisk(default!).ReturnsForAnyArgs(3_000_000_000);
        _environments.Names.Returns(["llamacpp"]);
        _environments
            .Find("llamacpp")
            .Returns(
                new EnvironmentSpec
                {
                    Name = "llamacpp",
                    Folder = "/",
                    Kind = "npm",
                    Engine = "llamacpp",
                    EngineVersion = "1",
                    LockHash = "00",
                    Lock = "/lock",
                }
            );
        _models.Describe("m").Returns(new ModelSource("m", "d", 1_000_000_000, IsThere: false, IsSynthetic: true));
    }

    [Fact]
    public void What_fits_passes()
    {
        Should.NotThrow(() => Check(Plan("llamacpp", "m", 1_000_000_000)));
    }

    [Fact]
    public void A_model_that_does_not_fit_in_memory_is_named_with_both_sizes()
    {
        _node.AvailableMemory().Returns(1_000_000_000);

        Message(Plan("llamacpp", "m", 0))
            .ShouldBe(
                "experiment x, case c: m needs about 1369 MB of memory, and 1000 MB are free: end other programs, or run a smaller model."
            );
    }

    [Fact]
    public void What_does_not_fit_on_the_disk_is_refused_before_anything_starts()
    {
        Message(Plan("llamacpp", "m", 3_500_000_000))
            .ShouldBe(
                "/store needs about 3500 MB, and its disk has 3000 MB free: make room, or name another folder with --store."
            );
    }

    [Fact]
    public void An_environment_and_a_model_that_are_not_to_be_had_are_named()
    {
        Message(Plan("vllm-1", "m", 0))
            .ShouldBe("experiment x, case c: there is no environment vllm-1 in envs/; expected one of llamacpp.");
        Message(Plan("llamacpp", "yi-6b", 0))
            .ShouldBe(
                "experiment x, case c: the model yi-6b cannot be made or fetched here; name a synthetic one of envs/models.yaml."
            );
    }

    private string Message(Plan plan) => Should.Throw<UserErrorException>(() => Check(plan)).Message;

    private void Check(Plan plan) =>
        new ResourceCheck(_node, _environments, _models, new EngineSet(new LlamaCppEngine())).Check(
            plan,
            "/runs",
            "/store"
        );

    private static Plan Plan(string environment, string model, long modelDisk)
    {
        var one = new CaseSpec
        {
            Name = "c",
            Model = model,
            Environment = environment,
            Caches = [new CacheIterations(CacheState.Warm, 1)],
        };
        var run = new PlannedRun(
            new RunIdentity("x", "here", "c", CacheState.Warm, 1),
            "smoke",
            one,
            new RunInputs(ImmutableSortedDictionary<string, string>.Empty),
            RunDecision.Missing,
            [],
            null
        );
        return new Plan(
            [run],
            ImmutableSortedDictionary<string, long>.Empty,
            ImmutableSortedDictionary<string, long>.Empty.Add(model, modelDisk),
            1000
        );
    }
}
