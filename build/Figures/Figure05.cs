using Cake.Frosting;

namespace Refigure.Build.Figures;

/// <summary>Dynamo transformation by compiled-graph size. Experiment: <c>model-sweep</c>.</summary>
[TaskName("Figure-5")]
[TaskDescription("Dynamo transformation by compiled-graph size (model-sweep)")]
public sealed class Figure05 : FigureTask
{
    /// <summary>With the studio that draws it.</summary>
    public Figure05(FigureStudio studio)
        : base(5, studio) { }
}
