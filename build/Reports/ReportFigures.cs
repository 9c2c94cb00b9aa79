using System.Collections.Immutable;
using System.Text;
using Refigure.Build.Evaluation;
using Refigure.Build.Figures;
using Refigure.Build.Running;
using Refigure.Catalog;
using Refigure.Drawing;
using Refigure.Figures;
using Refigure.Plotting.Fonts;
using Refigure.Plotting.Layout;
using Refigure.Plotting.Svg;
using Refigure.Reports;
using Refigure.Results;
using Refigure.Verification;

namespace Refigure.Build.Reports;

/// <summary>The figures of a report: each in each profile that has runs of it, or, without, what they would cost.</summary>
public sealed class ReportFigures
{
    private static readonly string[] Profiles = ["paper", "lab", "smoke"];

    private readonly FigureStudio _studio;
    private readonly RunLibrary _library;
    private readonly Workshop _workshop;

    /// <summary>With what computes figures, knows the experiments, and plans.</summary>
    public ReportFigures(FigureStudio studio, RunLibrary library, Workshop workshop)
    {
        (_studio, _library, _workshop) = (studio, library, workshop);
    }

    /// <summary>The experiments of the figures that <c>--figure</c> names; null if it names none, and all are meant.</summary>
    public IReadOnlySet<string>? ExperimentsOf(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Options.Figures.Count == 0
            ? null
            : context
                .Options.Figures.Select(n => FigureRecipes.Find(n)!)
                .SelectMany(recipe =>
                {
                    var experiment = _library.Experiments(context).Get(recipe.Experiment);
                    return experiment
                        .Profiles.Keys.SelectMany(profile => ExpectedRuns.Of(experiment, profile).KeptAs)
                        .Append(Experiments.Imported);
                })
                .ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>
    /// Computes the figures in each profile that has runs, on all cores: each is a computation of its own, once what they share has
    /// been read.
    /// </summary>
    /// <param name="context">The options.</param>
    /// <param name="runs">The runs of the report.</param>
    /// <returns>What came of each, by number and profile.</returns>
    public IReadOnlyDictionary<(int Number, string Profile), FigureOutcome> Compute(
        BuildContext context,
        ImmutableArray<MeasuredRun> runs
    )
    {
        ArgumentNullException.ThrowIfNull(context);
        _ = _library.Models(context);
        foreach (var number in Numbers(context))
        {
            _ = _library.Experiments(context).Get(FigureRecipes.Find(number)!.Experiment);
        }

        var profiles = ProfilesOf(runs);
        (int Number, string Profile)[] all =
        [
            .. Numbers(context).Distinct().SelectMany(number => profiles.Select(profile => (number, profile))),
        ];
        var outcomes = new FigureOutcome[all.Length];
        AllCores.For(
            all.Length,
            i =>
                outcomes[i] = Compute(
                    FigureRecipes.Find(all[i].Number, all[i].Profile) ?? FigureRecipes.Find(all[i].Number)!,
                    context,
                    all[i].Profile
                )
        );
        return all.Zip(outcomes).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    /// <summary>Draws and verifies them; of those that have no runs it says the price.</summary>
    /// <param name="context">The options.</param>
    /// <param name="computed">What <see cref="Compute(BuildContext, ImmutableArray{MeasuredRun})"/> gave.</param>
    /// <param name="runs">The runs of the report.</param>
    /// <param name="reference">The reference's figures; null for none.</param>
    public ImmutableArray<ReportFigure> Of(
        BuildContext context,
        IReadOnlyDictionary<(int Number, string Profile), FigureOutcome> computed,
        ImmutableArray<MeasuredRun> runs,
        ImmutableSortedDictionary<int, ReferenceFigure>? reference
    )
    {
        ArgumentNullException.ThrowIfNull(context);
        var fonts = FigureStudio.Fonts(context.Options.Font);
        var profiles = ProfilesOf(runs);
        return
        [
            .. Numbers(context).SelectMany(number => Of(number, context, profiles, computed, runs, fonts, reference)),
        ];
    }

    private static IEnumerable<int> Numbers(BuildContext context) =>
        context.Options.Figures.Count > 0 ? context.Options.Figures : FigureRecipes.All.Select(r => r.Number);

    private static string[] ProfilesOf(ImmutableArray<MeasuredRun> runs)
    {
        var present = runs.Select(r => r.Record.Profile).ToHashSet(StringComparer.Ordinal);
        return [.. Profiles.Where(present.Contains)];
    }

    private IEnumerable<ReportFigure> Of(
        int number,
        BuildContext context,
        string[] profiles,
        IReadOnlyDictionary<(int Number, string Profile), FigureOutcome> computed,
        ImmutableArray<MeasuredRun> runs,
        FontSet fonts,
        ImmutableSortedDictionary<int, ReferenceFigure>? reference
    )
    {
        var figures = new List<ReportFigure>();
        foreach (var profile in profiles)
        {
            var recipe = FigureRecipes.Find(number, profile) ?? FigureRecipes.Find(number)!;
            var outcome = computed[(number, profile)];
            if (outcome.HasData)
            {
                figures.Add(Drawn(outcome.Data, fonts, context, reference));
            }
            else if (runs.Any(r => r.Record.Profile == profile && r.Record.Identity.Experiment == recipe.Experiment))
            {
                figures.Add(
                    new ReportFigure(recipe, profile)
                    {
                        WhyNot = outcome.WhyNot,
                        Price = Price(context, recipe, profile),
                    }
                );
            }
        }

        if (figures.Count == 0)
        {
            var recipe = FigureRecipes.Find(number)!;
            var profile = context.Options.Profile ?? MakeableProfile(recipe, context);
            figures.Add(
                new ReportFigure(recipe, profile)
                {
                    WhyNot = "There are no runs of it.",
                    Price = Price(context, recipe, profile),
                }
            );
        }

        return figures;
    }

    // For any machine if there is such an experiment, else for one GPU, else the study's own.
    private string MakeableProfile(FigureRecipe recipe, BuildContext context) =>
        FigureRecipes.WhyNoSmoke(recipe.Number) is null ? ExperimentChoice.Smoke
        : _library.Experiments(context).Get(recipe.Experiment).Profiles.GetValueOrDefault("lab") is { None: null }
            ? "lab"
        : "paper";

    // A figure whose runs are damaged must not take the others with it.
    private FigureOutcome Compute(FigureRecipe recipe, BuildContext context, string profile)
    {
        try
        {
            return _studio.Compute(recipe, context, profile);
        }
        catch (UserErrorException e)
        {
            return FigureOutcome.Without(e.Message);
        }
    }

    private static ReportFigure Drawn(
        FigureData data,
        FontSet fonts,
        BuildContext context,
        ImmutableSortedDictionary<int, ReferenceFigure>? reference
    )
    {
        var recipe = FigureRecipes.Find(data.Number, data.Profile)!;
        var figure = FigureDrawing.Draw(recipe, data);
        var scene = FigureLayout.Arrange(figure, fonts);
        var (expected, name, whyNot) = Reference(data, context, reference);
        return new ReportFigure(recipe, data.Profile)
        {
            Data = data,
            Scene = scene,
            Drawing = SvgRenderer.Fragment(scene, fonts),
            Subtitle = figure.Subtitle,
            Csv = Csv(data),
            Comparison = expected is null
                ? null
                : FigureVerifier.Compare(
                    data.Marks,
                    expected,
                    context.Options.Tolerance is { } asked ? new VerificationOptions(asked) : new VerificationOptions()
                ),
            Reference = name,
            WhyNotCompared = whyNot,
        };
    }

    // What the user named; else the committed numbers, where the figure is of the recorded runs as they are.
    private static (ReferenceFigure? Expected, string? Name, string? WhyNot) Reference(
        FigureData data,
        BuildContext context,
        ImmutableSortedDictionary<int, ReferenceFigure>? named
    )
    {
        if (named?.GetValueOrDefault(data.Number) is { } asked && IsComparable(data, context))
        {
            return (asked, "the reference", null);
        }

        var options = context.Options;
        var recorded = RunLibrary.Recorded(context);
        var file = RecordedStep.ExpectedOf(recorded, data.Number);
        if (
            data.Profile != "lab"
            || options is not { Iterations: null, Node: null, PricePerHour: null, LoadFormat: null }
            || data.Runs.Any(r => r.Root != recorded)
            || !File.Exists(file)
        )
        {
            return (null, null, null);
        }

        try
        {
            return ReferenceFile.Read(File.ReadAllText(file), file).TryGetValue(data.Number, out var expected)
                ? (expected, "the committed numbers of the recorded runs", null)
                : (null, null, $"{file} has no numbers of this figure.");
        }
        catch (UserErrorException e)
        {
            // It must not take the report with it.
            return (null, null, e.Message);
        }
    }

    // Another engine on a processor says nothing about the study's numbers, unless that is what was asked.
    private static bool IsComparable(FigureData data, BuildContext context) =>
        context.Options.AgainstProfile is { } only
            ? data.Profile == only
            : data.Profile != ExperimentChoice.Smoke || context.Options.Profile == ExperimentChoice.Smoke;

    private static byte[] Csv(FigureData data)
    {
        using var text = new StringWriter();
        FigureCsv.Write(text, data);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private ImmutableArray<string> Price(BuildContext context, FigureRecipe recipe, string profile)
    {
        try
        {
            var cases = _workshop.Cases(context, [recipe.Experiment], profile);
            return [.. PlanPrice.Of(_workshop.Plan(context, cases, context.Options.Runs))];
        }
        catch (UserErrorException e)
        {
            return [e.Message];
        }
    }
}
