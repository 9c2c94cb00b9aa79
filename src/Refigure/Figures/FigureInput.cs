using System.Collections.Immutable;
using Refigure.Catalog;
using Refigure.Figures.Serving;
using Refigure.Results;
using Refigure.Serving;
using Refigure.Traces;

namespace Refigure.Figures;

/// <summary>What a figure is computed from.</summary>
/// <param name="Profile">The profile of the runs: <c>paper</c>, <c>lab</c> or <c>smoke</c>.</param>
/// <param name="Runs">Every run of that profile, of all experiments and nodes; a recipe picks its own.</param>
/// <param name="Models">The attributes of the models; <see cref="ModelCatalog.Empty"/> if there is no catalog.</param>
/// <param name="Node">The node that the figure is about; null if the recipe may choose.</param>
public sealed record FigureInput(
    string Profile,
    ImmutableArray<MeasuredRun> Runs,
    ModelCatalog Models,
    string? Node = null
)
{
    /// <summary>Which runs are those of the figure's experiment; null if only its name is known.</summary>
    public ExpectedRuns? Expected { get; init; }

    /// <summary>Reads a run's samples of processor use; null if it has none. Only figure 12 asks.</summary>
    public Func<MeasuredRun, ProcessorUse?> ProcessorUseOf { get; init; } = static _ => null;

    /// <summary>Reads a run's requests, in the order of the file's lines; empty if it has none. Only figures 18 and 19 ask.</summary>
    public Func<MeasuredRun, ImmutableArray<RequestRecord>> RequestsOf { get; init; } = static _ => [];

    /// <summary>Reads what load was put on a run's engine; null if it is unknown. Only figures of loads ask.</summary>
    public Func<MeasuredRun, LoadFacts?> LoadOf { get; init; } = static _ => null;

    /// <summary>Reads a run's samples over time; null if it has none. Only figures 28 and 29 ask.</summary>
    public Func<MeasuredRun, SampleSeries?> SamplesOf { get; init; } = static _ => null;

    /// <summary>Reads the traces of a run's GPUs; null if it has none. Only figures 20 and 21 ask.</summary>
    public Func<MeasuredRun, ProfiledRun?> TraceOf { get; init; } = static _ => null;

    /// <summary>The price of an hour of one GPU (of the machine, where it has none) in dollars, for figure 27.</summary>
    public double PricePerHour { get; init; } = EngineCurves.UsualPricePerHour;
}
