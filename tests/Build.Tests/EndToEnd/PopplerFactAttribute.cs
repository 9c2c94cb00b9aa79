using Refigure.Testing;

namespace Refigure.Build.Tests.EndToEnd;

/// <summary>A fact about PDFs of the artifact's figures; skipped where poppler's tools or the artifact are absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PopplerFactAttribute : FactAttribute
{
    public PopplerFactAttribute()
    {
        Skip =
            SharedData.Root is null ? SharedData.WhyAbsent
            : IsOnPath("pdfinfo") && IsOnPath("pdffonts") && IsOnPath("pdftotext") ? null
            : "needs poppler's pdfinfo, pdffonts and pdftotext";
    }

    private static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Any(folder =>
                File.Exists(Path.Combine(folder, program)) || File.Exists(Path.Combine(folder, program + ".exe"))
            );
}
