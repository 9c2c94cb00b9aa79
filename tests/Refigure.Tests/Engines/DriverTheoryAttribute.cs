using System.Diagnostics;

namespace Refigure.Tests.Engines;

/// <summary>A theory over <c>envs/vllm/startup.py</c> with a real Python; skipped with the reason where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class DriverTheoryAttribute : TheoryAttribute
{
    internal static readonly string? WhyNot = Why();

    public DriverTheoryAttribute() => Skip = WhyNot;

    private static string? Why()
    {
        if (!OperatingSystem.IsLinux())
        {
            return "vLLM's driver ends its children as Linux lists them";
        }

        var start = new ProcessStartInfo("python3") { UseShellExecute = false };
        Array.ForEach(["-c", "import sys; sys.exit(sys.version_info < (3, 9))"], start.ArgumentList.Add);
        try
        {
            using var python = Process.Start(start)!;
            python.WaitForExit();
            return python.ExitCode == 0 ? null : "needs python3 of 3.9 or newer";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "needs python3 of 3.9 or newer";
        }
    }
}
