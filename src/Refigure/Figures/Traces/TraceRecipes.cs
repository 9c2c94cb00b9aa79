using System.Collections.Immutable;

namespace Refigure.Figures.Traces;

/// <summary>The recipes of the figures of traces and scaling: 20 and 21.</summary>
internal static class TraceRecipes
{
    public static ImmutableArray<FigureRecipe> All { get; } =
    [
        new KernelTimeline
        {
            Number = 20,
            Title = "Top GPU kernels and one all-reduce",
            Experiment = "tp-profile",
            ValueAxis = "Share of the kernels' time (%)",
            Unit = "ms",
        },
        new ScalingCurves
        {
            Number = 21,
            Title = "Scaling over GPUs",
            Experiment = "tp-scaling",
            ValueAxis = "Output throughput (tokens/s)",
            Unit = "tokens/s",
            AttributesFrom = "tp-profile",
        },
    ];
}
