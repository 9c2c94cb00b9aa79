using Cake.Frosting;

namespace Refigure.Build.Figures;

/// <summary>Loading compiled graphs by compiled-graph size. Experiment: <c>model-sweep</c>.</summary>
[TaskName("Figure-6")]
[TaskDescription("Loading compiled graphs by compiled-graph size (model-sweep)")]
public sealed class Figure06 : FigureTask
{
    /// <summary>With the studio that draws it.</summary>
    public Figure06(FigureStudio studio)
        : base(6, studio) { }
}
