using Cake.Frosting;

namespace Refigure.Build.Figures;

/// <summary>Model loading by load format. Experiment: <c>load-formats</c>.</summary>
[TaskName("Figure-14")]
[TaskDescription("Model loading by load format (load-formats)")]
public sealed class Figure14 : FigureTask
{
    /// <summary>With the studio that draws it.</summary>
    public Figure14(FigureStudio studio)
        : base(14, studio) { }
}
