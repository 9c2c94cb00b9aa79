using Refigure.Plotting.Tests.Fonts;

namespace Refigure.Plotting.Tests.Pdf;

/// <summary>A fact that an independent PDF reader checks; skipped with the reason where it or the font is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PopplerFactAttribute : FactAttribute
{
    public PopplerFactAttribute()
    {
        Skip =
            !Poppler.IsThere ? Poppler.WhyAbsent
            : MachineFonts.DejaVu is null ? MachineFonts.WhyAbsent
            : null;
    }
}
