using Cake.Frosting;

namespace Refigure.Build.Figures;

/// <summary>Phases with weights read from the SSD, as ratios. Experiment: <c>page-cache</c>.</summary>
[TaskName("Figure-13")]
[TaskDescription("Phases with weights read from the SSD, as ratios (page-cache)")]
public sealed class Figure13 : FigureTask
{
    /// <summary>With the studio that draws it.</summary>
    public Figure13(FigureStudio studio)
        : base(13, studio) { }
}
