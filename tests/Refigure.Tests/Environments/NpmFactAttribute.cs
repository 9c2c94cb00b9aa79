using System.Diagnostics;
using Refigure.Environments;

namespace Refigure.Tests.Environments;

/// <summary>A fact about the real engine; skipped with the reason where there is no Node, or npm reaches no registry.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NpmFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> Reason = new(WhyNot);

    public NpmFactAttribute()
    {
        Skip = Reason.Value;
    }

    private static string? WhyNot()
    {
        var tools = new ToolRunner();
        if (!OperatingSystem.IsLinux() || tools.Find("node") is null || tools.Find("npm") is not { } npm)
        {
            return "needs Linux, Node and npm";
        }

        using var process = Process.Start(
            new ProcessStartInfo(npm, ["ping", "--fetch-retries=0", "--fetch-timeout=5000"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            }
        )!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (!process.WaitForExit(TimeSpan.FromSeconds(20)))
        {
            process.Kill(entireProcessTree: true);
            return "npm reaches no registry in time";
        }

        return process.ExitCode == 0 ? null : "npm reaches no registry";
    }
}
