using Cake.Frosting;

namespace Refigure.Build.Figures;

/// <summary>Cost per million tokens by engine. Experiment: <c>engine-comparison</c>.</summary>
[TaskName("Figure-27")]
[TaskDescription("Cost per million tokens by engine (engine-comparison)")]
public sealed class Figure27 : FigureTask
{
    /// <summary>With the studio that draws it.</summary>
    public Figure27(FigureStudio studio)
        : base(27, studio) { }
}
