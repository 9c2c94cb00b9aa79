using System.Collections.Immutable;
using Refigure.Quality;
using Refigure.Results;

namespace Refigure.Figures;

/// <summary>Everything that a figure shows, before it is drawn.</summary>
/// <param name="Number">The figure's number.</param>
/// <param name="Profile">The profile of the runs: <c>paper</c>, <c>lab</c> or <c>smoke</c>.</param>
/// <param name="Marks">The numbers, in drawing order.</param>
/// <param name="Runs">The runs behind them.</param>
/// <param name="Findings">What the quality guard says about them.</param>
public sealed record FigureData(
    int Number,
    string Profile,
    ImmutableArray<FigureMark> Marks,
    ImmutableArray<MeasuredRun> Runs,
    ImmutableArray<Finding> Findings
);
