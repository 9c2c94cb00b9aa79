using System.Collections.Immutable;
using System.Globalization;
using Refigure.Nodes.Gpus;
using Refigure.Running.Processes;

namespace Refigure.Running.Gpus;

/// <summary>
/// A program that tells the state of GPUs until it is ended. It is supervised as an engine is: it ends with the host, and a mark
/// in the run's folder lets the next host end what a killed one left.
/// </summary>
internal sealed class GpuRecorder : IAsyncDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    // What hangs in the driver does not end even when it is killed.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly RunMachine _machine;
    private readonly ISupervisedProcess _process;
    private readonly string _folder;
    private readonly string _name;
    private bool _ended;

    private GpuRecorder(RunMachine machine, ISupervisedProcess process, string folder, string name)
    {
        _machine = machine;
        _process = process;
        _folder = folder;
        _name = name;
    }

    /// <summary>Time since its start.</summary>
    public TimeSpan Elapsed => _process.Elapsed;

    /// <summary>The processor time that it took so far; null if it has ended.</summary>
    public double? ProcessorSeconds => ProcessTree.ProcessorSeconds(_process.Identity.Id);

    /// <summary>That it ended by itself; null if it did not.</summary>
    public string? Problem { get; private set; }

    /// <summary>Starts one; null if there is no such program.</summary>
    public static GpuRecorder? Start(
        RunMachine machine,
        GpuQuery? query,
        string folder,
        string name,
        Action<OutputLine> onLine
    )
    {
        if (query is null)
        {
            return null;
        }

        var process = machine.Processes.Start(
            new ProcessRequest(
                query.Program,
                query.Arguments,
                // A mark of its own: it is no part of the engine's tree, or of the host's own run.
                ImmutableSortedDictionary<string, string>.Empty,
                Path.GetTempPath(),
                Folder: null,
                line =>
                {
                    if (line.Stream == OutputStreamKind.Output)
                    {
                        onLine(line);
                    }
                }
            )
            {
                SampleEvery = null,
            }
        );
        EngineMark.Write(folder, process.Identity, machine.Files, name);
        return new GpuRecorder(machine, process, folder, name);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_ended)
        {
            return;
        }

        _ended = true;
        if (_process.Completion.IsCompleted)
        {
            var end = await _process.Completion;
            Problem = string.Create(
                CultureInfo.InvariantCulture,
                $"nvidia-smi ended by itself after {end.Duration.TotalSeconds:0.0} s with exit code {end.Status}"
            );
        }

        var stopped = _process.StopAsync(Grace);
        if (await Task.WhenAny(stopped, Task.Delay(Patience, _machine.Clock)) == stopped)
        {
            await _process.DisposeAsync();
            EngineMark.Delete(_folder, _machine.Files, _name);
        }
    }
}
