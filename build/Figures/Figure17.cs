using Cake.Frosting;

namespace Refigure.Build.Figures;

/// <summary>Predicted and measured startup time of held-out models. Experiment: <c>model-sweep</c>.</summary>
[TaskName("Figure-17")]
[TaskDescription("Predicted and measured startup time of held-out models (model-sweep)")]
public sealed class Figure17 : FigureTask
{
    /// <summary>With the studio that draws it.</summary>
    public Figure17(FigureStudio studio)
        : base(17, studio) { }
}
