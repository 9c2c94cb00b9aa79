using System.ComponentModel;
using System.Diagnostics;

namespace Refigure.Nodes;

/// <summary>The Node.js that runs on this machine by its name.</summary>
internal static class NodeJs
{
    /// <summary>Its version, such as <c>20.20.2</c>; null if there is none.</summary>
    public static string? Version()
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo("node", ["--version"])
                {
                    UseShellExecute = false,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                }
            )!;
            var text = process.StandardOutput.ReadToEnd().Trim();
            process.WaitForExit();
            return process.ExitCode == 0 && text.StartsWith('v') ? text[1..] : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
