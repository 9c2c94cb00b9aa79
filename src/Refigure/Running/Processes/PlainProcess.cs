using System.Diagnostics;
using Refigure.Secrets;

namespace Refigure.Running.Processes;

/// <summary>A process where there is no <c>/proc</c>: its children are ended as far as .NET finds them; no samples.</summary>
internal sealed class PlainProcess : ISupervisedProcess
{
    private readonly Process _process;
    private readonly TimeProvider _clock;
    private readonly SecretMask _secrets;
    private readonly long _start;

    public PlainProcess(ProcessRequest request, string mark, TimeProvider clock, SecretMask secrets)
    {
        _secrets = secrets;
        _clock = clock;
        var start = new ProcessStartInfo(request.Program, request.Arguments)
        {
            WorkingDirectory = request.WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var name in start.Environment.Keys.Where(SecretNames.IsSecret).ToArray())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in request.Variables)
        {
            start.Environment[name] = value;
        }

        start.Environment["REFIGURE_RUN"] = mark;
        var files = new OutputFiles(request.Folder, samples: false);
        _start = clock.GetTimestamp();
        try
        {
            _process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            files.Dispose();
            throw new UserErrorException($"{request.Program} cannot be started: {error.Message}", error);
        }

        Identity = new ProcessIdentity(_process.Id, 0, "", mark);
        Completion = Follow(request, files);
    }

    public ProcessIdentity Identity { get; }

    public TimeSpan Elapsed => _clock.GetElapsedTime(_start);

    public Task<ProcessEnd> Completion { get; }

    public async Task<ProcessEnd> StopAsync(TimeSpan grace)
    {
        // Closing its input is the only gentle request that every system has.
        _process.StandardInput.Close();
        if (await Task.WhenAny(Completion, Task.Delay(grace, _clock)) != Completion)
        {
            _process.Kill(entireProcessTree: true);
        }

        return await Completion;
    }

    public async ValueTask DisposeAsync()
    {
        _ = await StopAsync(TimeSpan.Zero);
        _process.Dispose();
    }

    private async Task<ProcessEnd> Follow(ProcessRequest request, OutputFiles files)
    {
        using (files)
        {
            var output = Capture(OutputStreamKind.Output, files.Output);
            var error = Capture(OutputStreamKind.Error, files.Error);
            await Task.WhenAll(
                Task.Run(() => output.ReadAll(_process.StandardOutput.BaseStream)),
                Task.Run(() => error.ReadAll(_process.StandardError.BaseStream)),
                _process.WaitForExitAsync()
            );
            return new ProcessEnd(
                _process.ExitCode,
                null,
                Elapsed,
                [],
                TreeIsGone: false,
                PeakMemory: null,
                output.Lost + error.Lost
            );
        }

        OutputCapture Capture(OutputStreamKind kind, Stream kept) =>
            new(kind, kept, files.Arrivals, request.MaximumOutput, _secrets, () => Elapsed, request.OnLine);
    }
}
