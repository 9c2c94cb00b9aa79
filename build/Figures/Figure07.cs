using Cake.Frosting;

namespace Refigure.Build.Figures;

/// <summary>KV-cache profiling by model size. Experiment: <c>kv-cache-profiling</c>.</summary>
[TaskName("Figure-7")]
[TaskDescription("KV-cache profiling by model size (kv-cache-profiling)")]
public sealed class Figure07 : FigureTask
{
    /// <summary>With the studio that draws it.</summary>
    public Figure07(FigureStudio studio)
        : base(7, studio) { }
}
