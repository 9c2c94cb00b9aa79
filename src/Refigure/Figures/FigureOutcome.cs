using System.Diagnostics.CodeAnalysis;

namespace Refigure.Figures;

/// <summary>What a recipe made: the figure's numbers, or one sentence why there are none.</summary>
public sealed record FigureOutcome
{
    private FigureOutcome(FigureData? data, string? whyNot)
    {
        Data = data;
        WhyNot = whyNot;
    }

    /// <summary>The figure's numbers; null if the runs are not enough.</summary>
    public FigureData? Data { get; }

    /// <summary>One sentence: which runs the figure needs and how to get them; null if there is a figure.</summary>
    public string? WhyNot { get; }

    /// <summary>Whether there is a figure.</summary>
    [MemberNotNullWhen(true, nameof(Data))]
    [MemberNotNullWhen(false, nameof(WhyNot))]
    public bool HasData => Data is not null;

    /// <summary>A figure.</summary>
    public static FigureOutcome Of(FigureData data) => new(data, whyNot: null);

    /// <summary>No figure, and the sentence that says why.</summary>
    public static FigureOutcome Without(string whyNot) => new(data: null, whyNot);
}
