using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Refigure.Secrets;

namespace Refigure.Running.Processes;

/// <summary>A process in a session of its own on Linux.</summary>
internal sealed class LinuxProcess : ISupervisedProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LeaveAlone = TimeSpan.FromMilliseconds(100);
    private readonly TaskCompletionSource<ProcessEnd> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<ProcessIdentity> _started = new();
    private readonly ManualResetEventSlim _ended = new();
    private readonly ManualResetEventSlim _never = new();
    private readonly ProcessRequest _request;
    private readonly TimeProvider _clock;
    private readonly SecretMask _secrets;
    private long _start;

    public LinuxProcess(
        ProcessRequest request,
        string mark,
        string boot,
        string? deathSignal,
        TimeProvider clock,
        SecretMask secrets
    )
    {
        _secrets = secrets;
        _request = request;
        _clock = clock;
        Identity = new ProcessIdentity(0, 0, boot, mark);
        // The death signal follows the thread that started the process: this one lives exactly as long as it.
        var thread = new Thread(() => Supervise(deathSignal)) { IsBackground = true, Name = "Process" };
        thread.Start();
        Identity = _started.Task.GetAwaiter().GetResult();
    }

    public ProcessIdentity Identity { get; }

    public TimeSpan Elapsed => _clock.GetElapsedTime(_start);

    public Task<ProcessEnd> Completion => _end.Task;

    public async Task<ProcessEnd> StopAsync(TimeSpan grace)
    {
        if (!Completion.IsCompleted)
        {
            ProcessTree.Signal(Identity.Id, Identity.StartTicks, LinuxCalls.Terminate);
            if (await Task.WhenAny(Completion, Task.Delay(grace, _clock)) != Completion)
            {
                // Only the root, before its tree: what it would start next is found when it is gone.
                ProcessTree.Signal(Identity.Id, Identity.StartTicks, LinuxCalls.Kill);
            }
        }

        return await Completion;
    }

    public async ValueTask DisposeAsync()
    {
        _ = await StopAsync(TimeSpan.Zero);
        _ended.Dispose();
        _never.Dispose();
    }

    private void Supervise(string? deathSignal)
    {
        try
        {
            using var files = new OutputFiles(_request.Folder, _request.SampleEvery is not null);
            var sampler = files.Samples is null ? null : new LinuxSampler(files.Samples, () => Elapsed);
            _start = _clock.GetTimestamp();
            var spawned = Spawn(deathSignal);
            // It is not reaped before the wait below, so that its line is there.
            var ticks = ProcessTree.Stat(new ProcFile(), spawned.Id)?.StartTicks ?? 0;
            var identity = Identity with { Id = spawned.Id, StartTicks = ticks };
            Follow(spawned, identity, files, sampler);
        }
        catch (Exception error) when (error is Win32Exception or IOException or UnauthorizedAccessException)
        {
            _ = _started.TrySetException(
                new UserErrorException($"{_request.Program} cannot be started: {error.Message}", error)
            );
        }
    }

    private SpawnedProcess Spawn(string? deathSignal)
    {
        var variables = Environment
            .GetEnvironmentVariables()
            .Cast<System.Collections.DictionaryEntry>()
            .Where(entry => !SecretNames.IsSecret((string)entry.Key))
            .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "");
        foreach (var (name, value) in _request.Variables)
        {
            variables[name] = value;
        }

        variables["REFIGURE_RUN"] = Identity.Mark;
        string[] list = [.. variables.Select(pair => $"{pair.Key}={pair.Value}")];
        return deathSignal is null
            ? LinuxSpawn.Start(_request.Program, [.. _request.Arguments], list, _request.WorkingDirectory)
            : LinuxSpawn.Start(
                deathSignal,
                ["--pdeathsig", "KILL", "--", _request.Program, .. _request.Arguments],
                list,
                _request.WorkingDirectory
            );
    }

    private void Follow(SpawnedProcess spawned, ProcessIdentity identity, OutputFiles files, LinuxSampler? sampler)
    {
        var output = Capture(OutputStreamKind.Output, files.Output, files.Arrivals);
        var error = Capture(OutputStreamKind.Error, files.Error, files.Arrivals);
        var tree = new ProcessTree(identity, trustSession: true);
        Thread[] readers = [Read(output, spawned.Output), Read(error, spawned.Error)];
        var sampling = sampler is null
            ? null
            : Background(() => sampler.Run(tree, _request.SampleEvery!.Value, _ended));
        _started.SetResult(identity);

        var status = Wait(spawned.Id);
        var duration = Elapsed;
        _ended.Set();
        sampling?.Join();
        var (leftovers, gone) = TreeEnding.EndAll(tree, LeaveAlone, Patience, _clock, _never);
        // Who still holds an output now escaped the search; its end is not waited for.
        var closed = Array.TrueForAll(readers, reader => reader.Join(Patience));
        _ = LinuxCalls.Close(spawned.Input);
        files.Dispose();
        int? signal = status is { } known && (known & 0x7f) != 0 ? known & 0x7f : null;
        _end.SetResult(
            new ProcessEnd(
                signal is null ? (status >> 8) & 0xff : null,
                signal,
                duration,
                leftovers,
                gone && closed,
                sampler?.Peak,
                output.Lost + error.Lost
            )
        );
    }

    private OutputCapture Capture(OutputStreamKind kind, Stream kept, StreamWriter arrivals) =>
        new(kind, kept, arrivals, _request.MaximumOutput, _secrets, () => Elapsed, _request.OnLine);

    private static unsafe int? Wait(int id)
    {
        int status;
        while (LinuxCalls.Wait(id, &status, 0) < 0)
        {
            if (Marshal.GetLastPInvokeError() != LinuxCalls.Interrupted)
            {
                // Somebody else reaped it: how it ended is not known, which is neither success nor a signal.
                return null;
            }
        }

        return status;
    }

    private static Thread Read(OutputCapture capture, int file) =>
        Background(() =>
        {
            using var pipe = new FileStream(new SafeFileHandle(file, ownsHandle: true), FileAccess.Read, bufferSize: 0);
            capture.ReadAll(pipe);
        });

    private static Thread Background(Action work)
    {
        var thread = new Thread(() => work()) { IsBackground = true };
        thread.Start();
        return thread;
    }
}
