using System.Diagnostics;
using System.Text;

namespace Refigure.Environments;

/// <summary>Runs real commands.</summary>
public sealed class CommandRunner : ICommandRunner
{
    /// <inheritdoc />
    public async Task<int> RunAsync(
        string program,
        IReadOnlyList<string> arguments,
        string folder,
        string log,
        CancellationToken cancellation
    )
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var text = new StreamWriter(log, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        await using (text.ConfigureAwait(false))
        {
            var gate = new Lock();
            using var process = new Process { StartInfo = start };
            process.OutputDataReceived += (_, line) => Write(line.Data);
            process.ErrorDataReceived += (_, line) => Write(line.Data);
            try
            {
                process.Start();
            }
            catch (System.ComponentModel.Win32Exception e)
            {
                throw new UserErrorException($"{program} cannot be started: {e.Message}.", e);
            }

            process.StandardInput.Close();
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            try
            {
                await process.WaitForExitAsync(cancellation);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync(CancellationToken.None);
                throw;
            }

            return process.ExitCode;

            void Write(string? line)
            {
                lock (gate)
                {
                    if (line is not null)
                    {
                        text.WriteLine(line);
                    }
                }
            }
        }
    }
}
