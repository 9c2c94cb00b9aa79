namespace Refigure.Plotting.Tests.Fonts;

/// <summary>A theory about DejaVu Sans; skipped with the reason where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FontTheoryAttribute : TheoryAttribute
{
    public FontTheoryAttribute()
    {
        if (MachineFonts.DejaVu is null)
        {
            Skip = MachineFonts.WhyAbsent;
        }
    }
}
