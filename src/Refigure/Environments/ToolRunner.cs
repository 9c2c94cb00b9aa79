using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Refigure.Secrets;

namespace Refigure.Environments;

/// <summary>Runs the machine's own tools.</summary>
/// <param name="secrets">What is masked in what they say; nothing if null.</param>
public sealed class ToolRunner(SecretMask? secrets = null) : IToolRunner
{
    private readonly SecretMask _secrets = secrets ?? SecretMask.None;

    /// <inheritdoc />
    public string? Find(string program)
    {
        string[] endings = OperatingSystem.IsWindows() ? [".exe", ".cmd"] : [""];
        return (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(Path.IsPathFullyQualified)
            .SelectMany(folder => endings.Select(ending => Path.Combine(folder, program + ending)))
            .FirstOrDefault(IsProgram);
    }

    /// <inheritdoc />
    public async Task<int> RunAsync(ToolCall call, Action<string> onLine, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(onLine);
        cancellation.ThrowIfCancellationRequested();
        using var process = Start(call);
        // Nobody is there to answer a question.
        process.StandardInput.Close();
        var gate = new Lock();
        void Tell(string line) => onLine(_secrets.Masked(line));
        var outputs = Task.WhenAll(Read(process.StandardOutput, Tell, gate), Read(process.StandardError, Tell, gate));
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

        await outputs;
        return process.ExitCode;
    }

    private static Process Start(ToolCall call)
    {
        var start = new ProcessStartInfo(call.Program, call.Arguments)
        {
            WorkingDirectory = call.Directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        if (call.WithoutSecrets)
        {
            foreach (var name in start.Environment.Keys.Where(SecretNames.IsSecret).ToArray())
            {
                start.Environment.Remove(name);
            }
        }

        foreach (var (name, value) in call.Variables)
        {
            start.Environment[name] = value;
        }

        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new UserErrorException($"{call.Program} could not be started: {e.Message.TrimEnd('.')}.", e);
        }
    }

    private static async Task Read(StreamReader output, Action<string> onLine, Lock gate)
    {
        ExceptionDispatchInfo? refusal = null;
        while (await output.ReadLineAsync() is { } line)
        {
            // A program that nobody reads would stand still when its pipe is full.
            try
            {
                lock (gate)
                {
                    if (refusal is null)
                    {
                        onLine(line);
                    }
                }
            }
            catch (Exception e)
            {
                refusal = ExceptionDispatchInfo.Capture(e);
            }
        }

        refusal?.Throw();
    }

    /// <summary>Whether a path is a file that this machine can start.</summary>
    internal static bool IsProgram(string path)
    {
        const UnixFileMode Execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        try
        {
            return File.Exists(path)
                && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & Execute) != UnixFileMode.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A link to something that is gone.
            return false;
        }
    }
}
