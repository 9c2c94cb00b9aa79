using Cake.Common.Diagnostics;
using Refigure.Build.Running;
using Refigure.Figures;
using Refigure.Nodes;

namespace Refigure.Build.Figures;

/// <summary>Makes the runs that a figure lacks.</summary>
public sealed class FigureRuns
{
    private readonly RunLibrary _library;
    private readonly Workshop _workshop;
    private readonly INodeInspector _node;

    /// <summary>With the runs that are there, what makes others, and this machine.</summary>
    public FigureRuns(RunLibrary library, Workshop workshop, INodeInspector node)
    {
        _node = node;
        _library = library;
        _workshop = workshop;
    }

    /// <summary>
    /// Makes them where they can be made: for the profile <c>smoke</c>, and, on a machine with a GPU, for the one that
    /// <c>--profile</c> names. Else the figure is drawn from the runs that are there.
    /// </summary>
    /// <exception cref="UserErrorException">They cannot be made here.</exception>
    public async Task EnsureAsync(FigureRecipe recipe, BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(context);
        _library.MakesRuns = !context.Options.NoRun;
        _library.Check(context);
        var profile = _library.ProfileOf(recipe, context);
        if (context.Options.NoRun || context.Options.From is not null || !IsMadeHere(recipe, profile, context))
        {
            return;
        }

        if (context.Options.ManyFigures && _workshop.WhyNone(context, recipe.Experiment, profile) is { } why)
        {
            context.Information("Figure {0}: nothing to run, for {1}", recipe.Number, why);
            return;
        }

        var cases = _workshop.Cases(context, [recipe.Experiment], profile);
        var summary = await _workshop.RunAsync(context, cases, context.Options.Runs);
        if (!summary.Outcomes.IsEmpty)
        {
            _library.Forget();
            RunReport.Tell(context, summary);
        }
    }

    // Other profiles than smoke only when they are asked for: they take a GPU for minutes or days.
    private bool IsMadeHere(FigureRecipe recipe, string profile, BuildContext context) =>
        profile == ExperimentChoice.Smoke
            ? FigureRecipes.WhyNoSmoke(recipe.Number) is null
            : context.Options.Profile == profile
                && (_node.Facts.ContainsKey("gpu") || IsMadeElsewhere(recipe, profile, context))
                && _workshop.Experiments(context).Get(recipe.Experiment).Profiles.GetValueOrDefault(profile)
                    is { None: null };

    // By nodes that are reached from here.
    private bool IsMadeElsewhere(FigureRecipe recipe, string profile, BuildContext context)
    {
        var nodes = _workshop.Nodes(context);
        return (context.Options.Node is { } only && nodes.IsReached(only))
            || (
                _workshop.Experiments(context).Get(recipe.Experiment).Profiles.GetValueOrDefault(profile) is { } found
                && found.Cases.Any(c => c.Nodes.Any(nodes.IsReached))
            );
    }
}
