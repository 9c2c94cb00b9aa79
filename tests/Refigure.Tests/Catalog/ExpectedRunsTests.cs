using Refigure.Catalog;
using Refigure.Results;
using Refigure.Tests.Results;

namespace Refigure.Tests.Catalog;

/// <summary>Experiments that share runs.</summary>
public sealed class ExpectedRunsTests : IDisposable
{
    private const string Own =
        "describe: words\nfigures: [2]\nprofiles:\n  lab:\n    environment: e\n    model: [a, b]\n    caches: { warm: 2 }\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_shared_case_has_the_runs_of_the_other_experiment_and_no_others()
    {
        var expected = ExpectedRuns.Of(Read(Own.Replace("[a, b]", "a") + "    runs_of: own\n"), "lab");

        expected.KeptAs.ShouldBe(["shares", "own"]);
        expected.Has(Run("own", "a")).ShouldBeTrue();
        expected.Has(Run("own", "b")).ShouldBeFalse();
        expected.Has(Run("shares", "a")).ShouldBeFalse();
        // What was run before it was shared, or imported.
        expected.Has(Run("shares", "old")).ShouldBeTrue();
    }

    [Fact]
    public void Of_an_experiment_of_which_only_the_name_is_known_all_runs_are_its()
    {
        ExpectedRuns.Any("x").Has(Run("x", "a")).ShouldBeTrue();
        ExpectedRuns.Any("x").Has(Run("y", "a")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("model: [a, b]", "model: c", "case c: runs_of names own, which has no case of its own of that name")]
    [InlineData("environment: e", "environment: f", "case a: runs_of names own")]
    [InlineData("caches:", "arguments: { n: 1 }\n    caches:", "case a: runs_of names own")]
    [InlineData("caches:", "variables: { V: 1 }\n    caches:", "case a: runs_of names own")]
    public void Cases_that_are_not_the_same_are_refused(string what, string other, string message) =>
        Should
            .Throw<UserErrorException>(() => Read(Own.Replace(what, other) + "    runs_of: own\n"))
            .Message.ShouldStartWith($"figures/experiments/shares.yaml, profile lab, {message}");

    [Fact]
    public void Runs_are_not_shared_over_a_third_experiment()
    {
        _folder.Write("third.yaml", Own + "    runs_of: own\n");

        Should
            .Throw<UserErrorException>(() => Read(Own + "    runs_of: third\n"))
            .Message.ShouldContain("runs_of names third, which has no case of its own");
    }

    private ExperimentSpec Read(string shares)
    {
        _folder.Write("own.yaml", Own);
        _folder.Write("shares.yaml", shares);
        return new ExperimentCatalog(_folder.Root).Get("shares");
    }

    private static RunIdentity Run(string experiment, string name) => new(experiment, "n", name, CacheState.Warm, 1);
}
