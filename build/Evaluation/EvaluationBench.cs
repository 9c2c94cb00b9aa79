using Refigure.Build.Figures;
using Refigure.Build.Running;

namespace Refigure.Build.Evaluation;

/// <summary>What a step of an evaluation works with: options of its own, and runs that are loaded for it alone.</summary>
/// <param name="Context">The call with the step's options.</param>
/// <param name="Library">The runs.</param>
/// <param name="Workshop">What plans and makes runs.</param>
/// <param name="Studio">What draws.</param>
internal sealed record EvaluationBench(
    BuildContext Context,
    RunLibrary Library,
    Workshop Workshop,
    FigureStudio Studio
);
