using System.Diagnostics;

namespace Refigure.Build.Tests.EndToEnd;

/// <summary>A test that installs and starts the real embedded engine: Linux, Node 20, npm, and a registry or its cache.</summary>
internal sealed class LiveFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> WhyNot = new(Find);

    /// <summary>What is missing for it; null if nothing is.</summary>
    public static string? WhyAbsent => WhyNot.Value;

    public LiveFactAttribute()
    {
        Skip = WhyNot.Value;
    }

    private static string? Find()
    {
        if (!OperatingSystem.IsLinux())
        {
            return "needs Linux";
        }

        if (Answer("node", "--version") is not { } version || !version.StartsWith('v'))
        {
            return "needs Node.js";
        }

        return int.Parse(version[1..].Split('.')[0], System.Globalization.CultureInfo.InvariantCulture) < 20
                ? $"needs Node.js 20, and there is {version.Trim()}"
            : Answer("npm", "view", "node-llama-cpp", "version") is null ? "needs npm and a registry that it reaches"
            : null;
    }

    private static string? Answer(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(program, arguments)
                {
                    UseShellExecute = false,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                }
            )!;
            var text = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? text : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
