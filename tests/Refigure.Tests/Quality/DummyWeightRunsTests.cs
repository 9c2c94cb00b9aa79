using System.Collections.Immutable;
using Refigure.Drawing;
using Refigure.Figures;
using Refigure.Quality;
using Refigure.Results;
using static Refigure.Tests.Quality.RunBuilder;

namespace Refigure.Tests.Quality;

public sealed class DummyWeightRunsTests
{
    private static readonly FigureRecipe Recipe = FigureRecipes.Find(4)!;

    [Fact]
    public void Runs_with_dummy_weights_are_found_by_their_case_and_by_their_log()
    {
        MeasuredRun[] runs =
        [
            Run(arguments: [("load-format", "dummy")]),
            Run(iteration: 2, log: Log(arguments: ("load_format", "dummy"))),
            Run(iteration: 3, arguments: [("load-format", "safetensors")]),
            Run(iteration: 4),
        ];

        runs.Select(DummyWeightRuns.Is).ShouldBe([true, true, false, false]);
        var finding = QualityGuard.Inspect([.. runs]).ShouldHaveSingleItem();
        finding.Kind.ShouldBe("dummy-weights");
        finding.Message.ShouldBe(
            "2 of 4 runs had dummy weights (load-format dummy): none were read, so the time to load weights is not that of the model."
        );
        finding.Runs.ShouldBe(["model-sweep/n1/yi-6b/warm-1", "model-sweep/n1/yi-6b/warm-2"]);
    }

    [Theory]
    [InlineData("paper", 3, "paper: dummy weights", "dummy")]
    [InlineData("paper", 1, "paper: dummy weights in part", "dummy in part")]
    [InlineData("paper", 0, null, null)]
    [InlineData("lab", 3, "lab: vLLM on n1, dummy weights, n = 1", "dummy")]
    [InlineData("lab", 0, "lab: vLLM on n1, n = 1", null)]
    public void A_figure_of_them_says_so_in_its_subtitle_and_its_metadata(
        string profile,
        int dummies,
        string? subtitle,
        string? weights
    )
    {
        var data = Data(profile, dummies);

        FigureDrawing.Draw(Recipe, data).Subtitle.ShouldBe(subtitle);
        var passport = Passport.Of(Recipe, data, "digest", "commit", created: null);
        passport.Properties.GetValueOrDefault("Weights").ShouldBe(weights);
        passport.Subject.Contains("dummy weights", StringComparison.Ordinal).ShouldBe(weights is not null);
    }

    [Fact]
    public void A_figure_of_them_has_it_among_its_remarks() =>
        FigureGuard
            .Inspect(Recipe, Data("paper", dummies: 3))
            .Data!.Findings.Select(f => f.Message)
            .ShouldContain(
                "All runs had dummy weights (load-format dummy): none were read, so the time to load weights is not that of the model."
            );

    private static FigureData Data(string profile, int dummies)
    {
        ImmutableArray<MeasuredRun> runs =
        [
            .. Enumerable
                .Range(1, 3)
                .Select(i =>
                    Run(
                        model: $"m{i}",
                        arguments: i <= dummies ? [("load-format", "dummy")] : [],
                        values: [("load_weights", i)]
                    )
                ),
        ];
        return new FigureData(
            Recipe.Number,
            profile,
            [
                .. runs.Select(
                    (r, i) => new FigureMark(Panels.Main, "a", r.Record.Model, $"{i + 1}", i + 1, null, 1, "s")
                ),
            ],
            runs,
            []
        );
    }
}
