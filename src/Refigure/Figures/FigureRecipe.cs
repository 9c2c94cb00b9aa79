using System.Collections.Immutable;

namespace Refigure.Figures;

/// <summary>How a figure's numbers come from runs: the figure's facts as data, and one computation.</summary>
public abstract record FigureRecipe
{
    /// <summary>The figure's number.</summary>
    public required int Number { get; init; }

    /// <summary>What the figure shows, in a few words.</summary>
    public required string Title { get; init; }

    /// <summary>The experiment whose runs it shows.</summary>
    public required string Experiment { get; init; }

    /// <summary>The title of the value axis.</summary>
    public required string ValueAxis { get; init; }

    /// <summary>The unit of the values.</summary>
    public string Unit { get; init; } = "s";

    /// <summary>
    /// Whether runs of the experiment <c>imported</c>, logs without an experiment, may stand in where the own experiment has
    /// no runs.
    /// </summary>
    public bool TakesImported { get; init; } = true;

    /// <summary>Another experiment whose runs tell attributes of the models, where <c>models.yaml</c> does not; null for none.</summary>
    public string? AttributesFrom { get; init; }

    /// <summary>What a reader must know to understand the labels; a finding each.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>Computes the figure. Pure: the same input gives the same marks in the same order.</summary>
    public abstract FigureOutcome Compute(FigureInput input);
}
