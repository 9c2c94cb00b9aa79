using Refigure.Testing;

namespace Refigure.Tests.Drawing;

/// <summary>A theory about drawings; skipped with the reason where their font, or the study's results, are absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class DrawingTheoryAttribute : TheoryAttribute
{
    public DrawingTheoryAttribute(bool ofTheStudy = false)
    {
        Skip =
            DrawingFont.DejaVu is null ? DrawingFont.WhyAbsent
            : ofTheStudy && SharedData.Root is null ? SharedData.WhyAbsent
            : null;
    }
}
