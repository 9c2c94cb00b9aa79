using System.Collections.Immutable;
using Refigure.Drawing;
using Refigure.Figures;
using Refigure.Plotting.Fonts;
using Refigure.Quality;
using Refigure.Results;

namespace Refigure.Build.Figures;

/// <summary>Draws figures from the runs that are there, and says what a reader must know.</summary>
public sealed class FigureStudio
{
    private readonly RunLibrary _library;
    private readonly FigureRuns _runs;
    private FontSet? _fonts;

    /// <summary>With the runs that are there, and what makes those that are not.</summary>
    public FigureStudio(RunLibrary library, FigureRuns runs)
    {
        _library = library;
        _runs = runs;
    }

    /// <summary>
    /// Makes the runs that a figure lacks, unless the user forbids it. What would keep the figure from being drawn is found
    /// before, not after.
    /// </summary>
    /// <exception cref="UserErrorException">They cannot be made here, or the figure could not be drawn.</exception>
    public Task RunMissingAsync(FigureRecipe recipe, BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        _ = FontsFor(context);
        _ = SourceDate();
        FigureFolder.RefuseUnwritable(context.Options.Out);
        return _runs.EnsureAsync(recipe, context);
    }

    /// <summary>Computes a figure's numbers, the quality guard's findings among them.</summary>
    /// <param name="recipe">What it shows.</param>
    /// <param name="context">The options.</param>
    /// <param name="profile">The profile of the runs; null for the one that suits this call.</param>
    /// <exception cref="UserErrorException">There are no runs at all.</exception>
    public FigureOutcome Compute(FigureRecipe recipe, BuildContext context, string? profile = null)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        // The user's own runs come first; the recorded ones are for who has none, or too few.
        var input = _library.InputFor(recipe, context, withRecorded: false, profile);
        if (input.Profile == "smoke" && FigureRecipes.WhyNoSmoke(recipe.Number) is { } reason)
        {
            return FigureOutcome.Without($"Figure {recipe.Number} has no smoke experiment: {reason}");
        }

        recipe = FigureRecipes.Find(recipe.Number, input.Profile)!;
        var outcome = recipe.Compute(input);
        if (!outcome.HasData)
        {
            var all = _library.InputFor(recipe, context, only: profile);
            outcome = recipe.Compute(all);
            outcome = outcome.HasData ? outcome : ImportedInstead(recipe, all, context.Options.Node, outcome);
        }

        return outcome.HasData ? FigureGuard.Inspect(recipe, outcome.Data) : outcome;
    }

    // A part of an experiment's runs must not keep a figure from being drawn that can be drawn without them.
    private static FigureOutcome ImportedInstead(
        FigureRecipe recipe,
        FigureInput all,
        string? node,
        FigureOutcome outcome
    )
    {
        var imported = all.Runs.RemoveAll(r => r.Record.Identity.Experiment != Experiments.Imported);
        if (
            imported.Length == all.Runs.Length
            || recipe.Compute(all with { Runs = imported, Node = node }) is not { HasData: true } instead
        )
        {
            return outcome;
        }

        // "Figure 10 needs …, and there are only those of h200: take over …".
        var why = outcome.WhyNot!;
        var end = why.IndexOf(": ", StringComparison.Ordinal);
        var message = $"{(end < 0 ? why.TrimEnd('.') : why[..end])}; shown are imported logs instead.";
        return FigureOutcome.Of(instead.Data.With([new Finding("stand-in", message, [])]));
    }

    /// <summary>Draws one figure, and writes nothing.</summary>
    /// <returns>The recipe as the runs' profile has it, the numbers, and the files; null where there are no numbers.</returns>
    /// <exception cref="UserErrorException">There are no runs at all, or there is no font.</exception>
    public (FigureRecipe Recipe, FigureOutcome Outcome, FigureFiles? Files) Make(
        FigureRecipe recipe,
        BuildContext context
    )
    {
        ArgumentNullException.ThrowIfNull(recipe);
        var outcome = Compute(recipe, context);
        if (!outcome.HasData)
        {
            return (recipe, outcome, null);
        }

        var shown = FigureRecipes.Find(recipe.Number, outcome.Data.Profile)!;
        var files = FigureFiles.Of(shown, outcome.Data, FontsFor(context), Repository.Commit(), SourceDate());
        return (shown, outcome, files);
    }

    /// <summary>The fonts of this call's drawings.</summary>
    /// <exception cref="UserErrorException">There is none, or not the one that is named.</exception>
    public FontSet FontsFor(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return _fonts ??= Fonts(context.Options.Font);
    }

    /// <summary>Draws one figure into its folder.</summary>
    /// <returns>What to tell the user, line by line.</returns>
    /// <exception cref="UserErrorException">
    /// The figure was asked for by its number and has no data, there is no font, or the folder cannot be written.
    /// </exception>
    public ImmutableArray<string> Draw(FigureRecipe recipe, BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(context);
        var (shown, outcome, files) = Make(recipe, context);
        if (!outcome.HasData)
        {
            return context.Options.ManyFigures ? [outcome.WhyNot] : throw new UserErrorException(outcome.WhyNot);
        }

        recipe = shown;
        var folder = Path.Combine(context.Options.Out, $"figure-{recipe.Number}");
        FigureFolder.Write(folder, files!);
        return
        [
            Summary(recipe, outcome.Data, context.Options.Out),
            .. outcome.Data.Findings.Select(f => $"  {f.Kind}: {f.Message}"),
        ];
    }

    private static string Summary(FigureRecipe recipe, FigureData data, string output)
    {
        var nodes = string.Join(", ", data.Runs.Select(r => r.Record.Identity.Node).Distinct(StringComparer.Ordinal));
        return $"{FigureFolder.Shown(output, recipe.Number)}: {recipe.Title}, from {data.Runs.Length} {data.Profile} "
            + $"{(data.Runs.Length == 1 ? "run" : "runs")} of {nodes}.";
    }

    /// <summary>The fonts that figures are drawn with.</summary>
    /// <exception cref="UserErrorException">There are none.</exception>
    public static FontSet Fonts(string? named)
    {
        try
        {
            return FontLibrary.ForThisMachine().Find(named);
        }
        catch (FontException e)
        {
            throw new UserErrorException(e.Message, e);
        }
    }

    /// <summary>The only date that may stand in a file: https://reproducible-builds.org/specs/source-date-epoch/.</summary>
    /// <exception cref="UserErrorException">The variable is no time.</exception>
    public static DateTimeOffset? SourceDate() =>
        Environment.GetEnvironmentVariable("SOURCE_DATE_EPOCH") is not { Length: > 0 } text ? null
        : long.TryParse(text, out var seconds) && seconds is >= 0 and < 253402300800
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
        : throw new UserErrorException($"SOURCE_DATE_EPOCH={text}: expected seconds since 1970-01-01, a whole number.");
}
