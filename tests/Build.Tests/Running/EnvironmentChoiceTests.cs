using System.Collections.Immutable;
using Refigure.Build.Running;
using Refigure.Catalog;
using Refigure.Results;

namespace Refigure.Build.Tests.Running;

public sealed class EnvironmentChoiceTests
{
    private static readonly ImmutableArray<CaseSpec> Cases =
    [
        Case("a", "transformers") with
        {
            RunsOf = "other",
        },
        Case("b", "vllm-0.25.1"),
    ];

    [Fact]
    public void The_named_environment_takes_the_others_place_and_the_run_is_the_experiments_own()
    {
        var cases = EnvironmentChoice.Apply(["transformers=transformers-5.17"], Cases);

        cases.Select(c => c.Environment).ShouldBe(["transformers-5.17", "vllm-0.25.1"]);
        cases[0].RunsOf.ShouldBeNull();
        cases[1].ShouldBe(Cases[1]);
    }

    [Fact]
    public void Environments_without_a_sign_are_those_to_set_up() =>
        EnvironmentChoice.Apply(["transformers"], Cases).ShouldBe(Cases);

    [Fact]
    public void A_pair_that_changes_nothing_is_refused_with_what_there_is()
    {
        Should
            .Throw<UserErrorException>(() => EnvironmentChoice.RefuseUnused(["transfomers=x"], Cases))
            .Message.ShouldBe(
                "--env transfomers=x: no case has the environment transfomers; expected one of transformers, vllm-0.25.1."
            );
        EnvironmentChoice.RefuseUnused(["transformers=x", "y"], Cases);
    }

    [Theory]
    [InlineData("=x")]
    [InlineData("x=")]
    public void Half_a_pair_is_refused(string pair) =>
        Should.Throw<UserErrorException>(() => EnvironmentChoice.Apply([pair], Cases)).Message.ShouldContain("OLD=NEW");

    private static CaseSpec Case(string name, string environment) =>
        new()
        {
            Name = name,
            Model = "m",
            Environment = environment,
            Caches = [new CacheIterations(CacheState.Warm, 1)],
        };
}
