using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Refigure.Nodes.Gpus;

/// <summary>Runs a program that may hang, as <c>nvidia-smi</c> does where a driver hangs, or write without end.</summary>
internal static class GpuProgram
{
    private const int MostOutput = 1 << 20;

    /// <summary>The absolute path of a program on the path; null if it is not there.</summary>
    public static string? OnPath(string name)
    {
        var file = OperatingSystem.IsWindows() ? name + ".exe" : name;
        return (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(Path.IsPathFullyQualified)
            .Select(folder => Path.Combine(folder, file))
            .FirstOrDefault(File.Exists);
    }

    /// <summary>What it writes; with a problem, in a clause, if it cannot be started, fails, or does not end in time.</summary>
    public static (string Answer, string? Problem) Ask(
        string program,
        ImmutableArray<string> arguments,
        TimeSpan patience
    )
    {
        var name = Path.GetFileName(program);
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(program, arguments)
                {
                    UseShellExecute = false,
                    RedirectStandardInput = true,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                }
            )!;
            process.StandardInput.Close();
            using var late = new CancellationTokenSource(patience);
            var outputs = Task.WhenAll(
                ReadAsync(process.StandardOutput, late.Token),
                ReadAsync(process.StandardError, late.Token)
            );
            try
            {
                process.WaitForExitAsync(late.Token).GetAwaiter().GetResult();
                var text = outputs.GetAwaiter().GetResult();
                return process.ExitCode == 0
                    ? (text[0], null)
                    : (text[0], Failed(name, process.ExitCode, text[0] + "\n" + text[1]));
            }
            catch (OperationCanceledException)
            {
                // It is not waited for: what hangs in the driver does not even end when it is killed.
                process.Kill(entireProcessTree: true);
                return (
                    "",
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{name} did not answer within {patience.TotalSeconds:0.#} s, as where a driver hangs: see the kernel's log, or restart the machine"
                    )
                );
            }
        }
        catch (Win32Exception e)
        {
            return ("", $"{name} cannot be started ({e.Message.TrimEnd('.')})");
        }
    }

    private static string Failed(string name, int exitCode, string output)
    {
        var said = string.Join(
            ' ',
            output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        );
        var words = GpuValue.Printable(said).TrimEnd('.');
        return string.Create(CultureInfo.InvariantCulture, $"{name} ends with exit code {exitCode} and says '{words}'");
    }

    private static async Task<string> ReadAsync(StreamReader reader, CancellationToken cancellation)
    {
        var text = new StringBuilder();
        var buffer = new char[4096];
        int count;
        // What is beyond the limit is read and forgotten, so that the program is not held up.
        while ((count = await reader.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0)
        {
            text.Append(buffer, 0, Math.Min(count, MostOutput - text.Length));
        }

        return text.ToString();
    }
}
