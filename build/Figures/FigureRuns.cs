using Refigure.Build.Running;
using Refigure.Figures;

namespace Refigure.Build.Figures;

/// <summary>Makes the runs that a figure lacks.</summary>
public sealed class FigureRuns
{
    private readonly RunLibrary _library;
    private readonly Workshop _workshop;

    /// <summary>With the runs that are there, and what makes others.</summary>
    public FigureRuns(RunLibrary library, Workshop workshop)
    {
        _library = library;
        _workshop = workshop;
    }

    /// <summary>
    /// Makes them where they can be made: for the profile <c>smoke</c>. Other profiles are drawn from the runs that are there.
    /// </summary>
    /// <exception cref="UserErrorException">They cannot be made here.</exception>
    public async Task EnsureAsync(FigureRecipe recipe, BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(context);
        _library.MakesRuns = !context.Options.NoRun;
        _library.Check(context);
        if (
            context.Options.NoRun
            || FigureRecipes.WhyNoSmoke(recipe.Number) is not null
            || _library.ProfileOf(recipe, context) != ExperimentChoice.Smoke
        )
        {
            return;
        }

        var cases = _workshop.Cases(context, [recipe.Experiment], ExperimentChoice.Smoke);
        var summary = await _workshop.RunAsync(context, cases, context.Options.Runs);
        if (!summary.Outcomes.IsEmpty)
        {
            _library.Forget();
            RunReport.Tell(context, summary);
        }
    }
}
