using System.Collections.Immutable;
using Refigure.Catalog;
using Refigure.Planning;
using Refigure.Results;

namespace Refigure.Tests.Planning;

/// <summary>Cases of vLLM that load a copy in its tensorizer's form.</summary>
public sealed class TensorizedPlanTests : IDisposable
{
    private const long Bytes = 1_000;
    private readonly VllmPlans _plans = new();

    public TensorizedPlanTests()
    {
        _plans.HasEnvironment("vllm-0.10.1.1", "0.10.1.1");
        _plans.HasEnvironment("vllm-0.10.1.1-py312", "0.10.1.1");
        _plans.HasEnvironment("vllm-0.11.0", "0.11.0");
        _plans.Knows("falcon-7b", Bytes);
        _plans.Knows("falcon-7b-tensorized", Bytes);
    }

    public void Dispose() => _plans.Dispose();

    [Fact]
    public void What_a_copy_is_made_from_is_needed_as_long_as_there_is_no_copy()
    {
        Make("vllm-0.10.1.1").Models.Keys.ShouldBe(["falcon-7b", "falcon-7b-tensorized"]);
        _plans.Knows("falcon-7b-tensorized", Bytes, isThere: true);
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

    private Plan Make(string environment) => _plans.Make(Case(environment));

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
