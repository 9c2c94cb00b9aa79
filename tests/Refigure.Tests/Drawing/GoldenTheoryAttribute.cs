using Refigure.Testing;

namespace Refigure.Tests.Drawing;

/// <summary>A theory about golden drawings; skipped with the reason where this machine's font is not theirs.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class GoldenTheoryAttribute : TheoryAttribute
{
    public GoldenTheoryAttribute()
    {
        Skip = DrawingFont.DejaVu is { } fonts
            ? GoldenFile.WhyNotWith(fonts.Regular.Source, fonts.Bold.Source)
            : DrawingFont.WhyAbsent;
    }
}
