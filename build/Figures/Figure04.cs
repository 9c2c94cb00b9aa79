using Cake.Frosting;

namespace Refigure.Build.Figures;

/// <summary>Loading weights by model size. Experiment: <c>model-sweep</c>.</summary>
[TaskName("Figure-4")]
[TaskDescription("Loading weights by model size (model-sweep)")]
public sealed class Figure04 : FigureTask
{
    /// <summary>With the studio that draws it.</summary>
    public Figure04(FigureStudio studio)
        : base(4, studio) { }
}
