using Refigure.Figures;

namespace Refigure.Verification;

/// <summary>A number of a reference.</summary>
/// <param name="Mark">The number, in the form of our own.</param>
/// <param name="SaysPrinted">Whether the reference says what is printed there.</param>
/// <param name="Printed">The printed text; null if nothing is printed, or the reference does not say.</param>
public sealed record ReferenceMark(FigureMark Mark, bool SaysPrinted = false, string? Printed = null);
