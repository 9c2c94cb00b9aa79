using Refigure.Testing;

namespace Refigure.Build.Tests.Reports;

/// <summary>A fact about a page in a real browser; skipped where there is no Chromium of the system.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ChromiumFactAttribute : FactAttribute
{
    private static readonly string[] Places =
    [
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
    ];

    public ChromiumFactAttribute() => Skip = Browser is null ? "needs Chromium (Debian's package chromium)" : null;

    /// <summary>Whether it looks at the study's own results.</summary>
    public bool NeedsStudy
    {
        get;
        init
        {
            field = value;
            Skip ??= value && SharedData.Root is null ? SharedData.WhyAbsent : null;
        }
    }

    /// <summary>The browser's program; null if there is none.</summary>
    public static string? Browser { get; } = Array.Find(Places, File.Exists);
}
