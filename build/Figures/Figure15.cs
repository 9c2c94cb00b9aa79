using Cake.Frosting;

namespace Refigure.Build.Figures;

/// <summary>Storing compiled graphs by compiled-graph size. Experiment: <c>compile-cache-off</c>.</summary>
[TaskName("Figure-15")]
[TaskDescription("Storing compiled graphs by compiled-graph size (compile-cache-off)")]
public sealed class Figure15 : FigureTask
{
    /// <summary>With the studio that draws it.</summary>
    public Figure15(FigureStudio studio)
        : base(15, studio) { }
}
