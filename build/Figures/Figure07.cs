using Cake.Frosting;
using Refigure.Figures;

namespace Refigure.Build.Figures;

/// <summary>KV-cache profiling by model size. Experiment: <c>kv-cache-profiling</c>.</summary>
[TaskName("Figure-7")]
[TaskDescription("KV-cache profiling by model size (kv-cache-profiling)")]
public sealed class Figure07 : FigureTask
{
    /// <summary>With the studio that draws it.</summary>
    public Figure07(FigureStudio studio)
        : base(studio) { }

    private protected override FigureRecipe Recipe => StartupStudy.KvCacheProfiling;
}
