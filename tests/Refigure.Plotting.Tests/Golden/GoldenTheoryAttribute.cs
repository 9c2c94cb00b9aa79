using Refigure.Plotting.Tests.Fonts;
using Refigure.Testing;

namespace Refigure.Plotting.Tests.Golden;

/// <summary>A theory about golden drawings; skipped with the reason where this machine's font is not theirs.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class GoldenTheoryAttribute : TheoryAttribute
{
    public GoldenTheoryAttribute()
    {
        Skip = MachineFonts.DejaVu is { } fonts
            ? GoldenFile.WhyNotWith(fonts.Regular.Source, fonts.Bold.Source)
            : MachineFonts.WhyAbsent;
    }
}
