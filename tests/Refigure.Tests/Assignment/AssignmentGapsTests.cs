using Refigure.Assignment;
using Refigure.Catalog;
using Refigure.Figures;
using Refigure.Testing;

namespace Refigure.Tests.Assignment;

public sealed class AssignmentGapsTests
{
    private static readonly ExperimentCatalog Experiments = new(
        Path.Combine(CheckoutRoot.Folder, "figures", "experiments")
    );

    [Theory]
    [InlineData("paper", "1 GPU,2 GPUs,4 GPUs")]
    [InlineData("lab", "1 GPU,2 GPUs")]
    [InlineData("smoke", "1 slot,2 slots,4 slots")]
    public void A_profile_s_configurations_are_named_as_the_figures_name_them(string profile, string names)
    {
        Expected(profile).Select(e => e.Name).ShouldBe(names.Split(','));
    }

    [Fact]
    public void A_configuration_that_was_not_run_says_what_to_type()
    {
        var gap = Gaps("paper", ["1 GPU", "2 GPUs"]).ShouldHaveSingleItem();
        gap.What.ShouldBe("4 GPUs");
        gap.IsMissed.ShouldBeTrue();
        gap.Sentence.ShouldBe(
            "4 GPUs: missing; make the run where it fits with ./build.sh --target Run --experiment tp-serving --profile paper --case "
                + $"{Expected("paper")[2].Case.Name}, and type the same as now again."
        );
    }

    [Fact]
    public void A_configuration_whose_run_is_invalid_says_why()
    {
        var gap = Gaps("smoke", ["1 slot", "4 slots"], whyInvalid: "The client was the bottleneck.")
            .ShouldHaveSingleItem();
        gap.Sentence.ShouldContain("2 slots: missing, for its run is invalid (The client was the bottleneck); ");
        gap.Sentence.ShouldContain(" --force, ");
    }

    [Fact]
    public void What_a_profile_does_not_run_is_said_but_leaves_nothing_undone()
    {
        var gap = Gaps("lab", ["1 GPU", "2 GPUs"]).ShouldHaveSingleItem();
        gap.IsMissed.ShouldBeFalse();
        gap.Sentence.ShouldBe(
            "4 GPUs: the assignment asks for it, and the profile lab has no such case; --profile paper has."
        );
        Gaps("smoke", ["1 slot", "2 slots", "4 slots"]).ShouldBeEmpty();
    }

    [Fact]
    public void Imported_results_are_held_against_what_the_assignment_asks()
    {
        var gaps = Gaps("lab", ["2 GPUs"], from: "results");
        gaps.Select(g => g.What).ShouldBe(["1 GPU", "4 GPUs"]);
        gaps.ShouldAllBe(g => g.IsMissed);
        gaps[1].Sentence.ShouldContain("results has no result of that configuration");
        gaps[1].Sentence.ShouldContain("logs_4gpu.txt");
    }

    [Fact]
    public void A_figure_without_data_says_why_and_in_smoke_that_of_kernels_is_nobody_s_fault()
    {
        var figures = new[] { 18, 20 }.Select(n => new AssignmentFigure(
            FigureRecipes.Find(n)!,
            FigureOutcome.Without($"Figure {n} needs runs."),
            Files: null
        ));

        var gaps = AssignmentGaps.Of(
            "smoke",
            ["1 slot", "2 slots", "4 slots"],
            Expected("smoke"),
            figures,
            _ => null,
            from: null
        );

        gaps.Select(g => (g.Sentence, g.IsMissed))
            .ShouldBe([("Figure 18 needs runs.", true), ("Figure 20 needs runs.", false)]);
    }

    private static IReadOnlyList<AssignmentGap> Gaps(
        string profile,
        string[] shown,
        string? whyInvalid = null,
        string? from = null
    ) => AssignmentGaps.Of(profile, shown, Expected(profile), [], _ => whyInvalid, from);

    private static IReadOnlyList<ExpectedConfiguration> Expected(string profile) =>
        ExpectedConfiguration.Of(Experiments.Get("tp-serving").Profiles[profile]);
}
