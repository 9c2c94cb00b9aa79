using Cake.Frosting;

namespace Refigure.Build.Figures;

/// <summary>Tokenizer initialization by tokenizer size. Experiment: <c>model-sweep</c>.</summary>
[TaskName("Figure-3")]
[TaskDescription("Tokenizer initialization by tokenizer size (model-sweep)")]
public sealed class Figure03 : FigureTask
{
    /// <summary>With the studio that draws it.</summary>
    public Figure03(FigureStudio studio)
        : base(3, studio) { }
}
