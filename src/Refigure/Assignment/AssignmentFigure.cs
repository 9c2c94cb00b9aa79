using Refigure.Drawing;
using Refigure.Figures;

namespace Refigure.Assignment;

/// <summary>A figure of the assignment.</summary>
/// <param name="Recipe">What it shows.</param>
/// <param name="Outcome">Its numbers, or why there are none.</param>
/// <param name="Files">Its files; null if there are none.</param>
public sealed record AssignmentFigure(FigureRecipe Recipe, FigureOutcome Outcome, FigureFiles? Files)
{
    /// <summary>The figure's number.</summary>
    public int Number => Recipe.Number;
}
