using Refigure.Build.Options;
using Refigure.Figures;

namespace Refigure.Build.Evaluation;

/// <summary>What several steps depend on and need.</summary>
internal static class StepInputs
{
    /// <summary>A figure as PDF, SVG and CSV.</summary>
    public const long BytesOfAFigure = 150_000;

    /// <summary>Which program it is: another one may read or draw otherwise.</summary>
    public static string Program { get; } =
        $"{typeof(FigureRecipes).Assembly.ManifestModule.ModuleVersionId:N} {typeof(StepInputs).Assembly.ManifestModule.ModuleVersionId:N}";

    public static string Models(BuildContext context) => Path.Combine(context.Root, "envs", "models.yaml");

    /// <summary>The options of a part: what names runs, figures or nodes for the whole evaluation is no matter of it.</summary>
    public static BuildOptions OfPart(this BuildOptions asked) =>
        asked with
        {
            From = null,
            FromAll = [],
            Against = null,
            ManyFigures = true,
            RunsNamed = false,
            OutNamed = true,
        };
}
