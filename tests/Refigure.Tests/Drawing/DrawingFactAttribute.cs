using Refigure.Testing;

namespace Refigure.Tests.Drawing;

/// <summary>A fact about a drawing; skipped with the reason where its font, or the study's results, are absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class DrawingFactAttribute : FactAttribute
{
    public DrawingFactAttribute(bool ofTheStudy = false)
    {
        Skip =
            DrawingFont.DejaVu is null ? DrawingFont.WhyAbsent
            : ofTheStudy && SharedData.Root is null ? SharedData.WhyAbsent
            : null;
    }
}
