using System.Collections.Immutable;
using Cake.Common.Diagnostics;
using Refigure.Figures;

namespace Refigure.Build.Running;

/// <summary>Which experiments and which profile a call is about.</summary>
internal static class ExperimentChoice
{
    /// <summary>The profile for any machine.</summary>
    public const string Smoke = "smoke";

    /// <summary>The experiments that are named, or those of the figures that are named.</summary>
    /// <exception cref="UserErrorException">None is.</exception>
    public static ImmutableArray<string> Names(BuildContext context, string target)
    {
        if (context.Options.Experiments.Count > 0)
        {
            return [.. context.Options.Experiments.Distinct(StringComparer.Ordinal)];
        }

        return context.Options.Figures.Count > 0
            ?
            [
                .. context
                    .Options.Figures.Select(n => FigureRecipes.Find(n)?.Experiment)
                    .OfType<string>()
                    .Distinct(StringComparer.Ordinal),
            ]
            : throw new UserErrorException(
                $"--target {target} needs --experiment NAME[,NAME] or --figure N: expected names of figures/experiments."
            );
    }

    /// <summary>
    /// Those that have something to run in a profile. Where many figures are asked for, the others are only told of.
    /// </summary>
    public static ImmutableArray<string> WithRuns(
        BuildContext context,
        Workshop workshop,
        ImmutableArray<string> names,
        string profile
    )
    {
        if (!context.Options.ManyFigures)
        {
            return names;
        }

        foreach (var name in names.Where(n => workshop.WhyNone(context, n, profile) is not null))
        {
            context.Information("{0}: nothing to run, for {1}", name, workshop.WhyNone(context, name, profile)!);
            names = names.Remove(name);
        }

        return names;
    }

    /// <summary>The profile: the one that is named, else the one for any machine, and says so.</summary>
    public static string Profile(BuildContext context)
    {
        if (context.Options.Profile is { } named)
        {
            return named;
        }

        context.Information(
            "Profile smoke: llama.cpp on this machine's processor with synthetic models (no --profile named)."
        );
        return Smoke;
    }
}
