namespace Refigure.Plotting.Tests.Fonts;

/// <summary>A fact about DejaVu Sans; skipped with the reason where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FontFactAttribute : FactAttribute
{
    public FontFactAttribute()
    {
        if (MachineFonts.DejaVu is null)
        {
            Skip = MachineFonts.WhyAbsent;
        }
    }
}
