using System.ComponentModel;
using System.Diagnostics;

namespace Refigure.Nodes.Gpus;

/// <summary>Asks <c>nvidia-smi</c>, which hangs where a driver does.</summary>
internal static class NvidiaSmi
{
    private const string Fields = "name,memory.total,driver_version";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>
    /// One line for each GPU, <c>name, memory in MiB, driver</c>; null if there is no <c>nvidia-smi</c>, or it does not answer
    /// within 10 seconds.
    /// </summary>
    public static string? Query() => Ask("--query-gpu=" + Fields, "--format=csv,noheader,nounits");

    private static string? Ask(params string[] arguments)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo("nvidia-smi", arguments)
                {
                    UseShellExecute = false,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                }
            )!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            var output = process.StandardOutput.ReadToEndAsync();
            if (!process.WaitForExit(Patience))
            {
                process.Kill(entireProcessTree: true);
                return null;
            }

            return process.ExitCode == 0 && output.Wait(Patience) ? output.Result : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
