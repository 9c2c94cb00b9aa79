using System.Collections.Immutable;
using System.Globalization;
using Refigure.Nodes.Gpus;
using Refigure.Results;
using Refigure.Running.Processes;

namespace Refigure.Running.Gpus;

/// <summary>
/// Watches the GPUs of one start of an engine: one long-lived program samples their state, another who computes there; both end
/// with the watch, and with the host.
/// </summary>
/// <param name="machine">Where.</param>
/// <param name="gpus">The GPUs, in their state before; empty if none is watched.</param>
/// <param name="runFolder">The run's folder, for the marks of the programs.</param>
internal sealed class GpuWatch(RunMachine machine, ImmutableArray<GpuDevice> gpus, string runFolder) : IAsyncDisposable
{
    private static readonly TimeSpan SampleEvery = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    // A run of a day at that rate, and bounded whatever is written.
    private const int MostSamples = 1_000_000;
    private readonly GpuSampleReader _sampleReader = new();
    private readonly GpuProcessReader _processReader = new();
    private readonly List<GpuSample> _samples = [];
    private readonly GpuSightings _sightings = new();
    private readonly HashSet<string> _uuids = [.. gpus.Select(g => g.Uuid)];
    private GpuRecorder? _sampler;
    private GpuRecorder? _looker;
    private TimeSpan _sampleOffset;
    private TimeSpan _lookOffset;

    /// <summary>Why the GPUs are not watched, in a clause; null if they are, or there are none.</summary>
    public string? Unwatched { get; init; }

    /// <summary>Begins, before the engine is started.</summary>
    public void Begin()
    {
        _sampler = GpuRecorder.Start(
            machine,
            machine.Gpus?.SampleQuery([.. gpus.Select(g => g.Uuid)], SampleEvery),
            runFolder,
            "gpu-samples",
            Sample
        );
        _looker = GpuRecorder.Start(machine, machine.Gpus?.ProcessQuery(LookEvery), runFolder, "gpu-processes", Look);
    }

    /// <summary>The engine was started.</summary>
    public void Follow(ISupervisedProcess engine)
    {
        _sampleOffset = engine.Elapsed - (_sampler?.Elapsed ?? TimeSpan.Zero);
        _lookOffset = engine.Elapsed - (_looker?.Elapsed ?? TimeSpan.Zero);
        _sightings.Know(engine.Identity);
    }

    /// <summary>
    /// The engine has ended: puts its samples into its <c>samples.csv</c>, waits until its GPUs have their memory back, and
    /// judges.
    /// </summary>
    /// <param name="engine">Which it was.</param>
    /// <param name="duration">How long it ran.</param>
    /// <param name="folder">Where its raw files are.</param>
    /// <param name="progress">Hears what is waited for.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<GpuFindings> EndAsync(
        ProcessIdentity engine,
        TimeSpan duration,
        string folder,
        IRunProgress progress,
        CancellationToken cancellation
    )
    {
        if (gpus.IsEmpty)
        {
            return Unwatched is null
                ? GpuFindings.None
                : GpuFindings.None with
                {
                    Facts = GpuFindings.None.Facts.Add("watched", $"no: {Unwatched}"),
                };
        }

        var cost = (_sampler?.ProcessorSeconds ?? 0) + (_looker?.ProcessorSeconds ?? 0);
        await DisposeAsync();
        GpuSample[] samples;
        lock (_samples)
        {
            samples =
            [
                .. _samples
                    .Select(s => s with { At = s.At + _sampleOffset })
                    .Where(s => s.At >= TimeSpan.Zero && s.At <= duration),
            ];
        }

        AddColumns(folder, samples);
        var facts = GpuFindings.None.Facts.ToBuilder();
        facts["watched"] = string.Join(
            ", ",
            gpus.Select(g => string.Create(CultureInfo.InvariantCulture, $"{g.Index} {g.Name} {g.Uuid}"))
        );
        facts["sampling_processor_seconds"] = cost.ToString("0.00", CultureInfo.InvariantCulture);
        GpuFacts.Tell(facts, gpus, samples, _sampler?.Problem);
        var (processes, foreign) = _sightings.Judge(_lookOffset);
        facts["processes"] = processes;
        var memory = await new GpuRelease(machine, gpus).WaitAsync(engine, facts, progress, cancellation);
        return new GpuFindings(facts.ToImmutable(), [.. ThrottleRule.Judge(samples), .. foreign, .. memory]);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_sampler is not null)
        {
            await _sampler.DisposeAsync();
        }

        if (_looker is not null)
        {
            await _looker.DisposeAsync();
        }
    }

    private void Sample(OutputLine line)
    {
        lock (_samples)
        {
            if (_samples.Count < MostSamples && _sampleReader.Read(line.Text, line.Arrival) is { } sample)
            {
                _samples.Add(sample);
            }
        }
    }

    private void Look(OutputLine line)
    {
        if (_processReader.Read(line.Text) is { } process && _uuids.Contains(process.Gpu))
        {
            _sightings.See(process, line.Arrival);
        }
    }

    private void AddColumns(string folder, GpuSample[] samples)
    {
        var path = Path.Combine(folder, RawFiles.Samples);
        if (!File.Exists(path))
        {
            return;
        }

        // The folder is no run before its record is there: a host that ends in between leaves nothing that is read.
        var wider = path + ".wider";
        using (var rows = File.OpenText(path))
        using (var output = new StreamWriter(machine.Files.Create(wider)))
        {
            GpuColumns.Add(rows, samples, [.. gpus.Select(g => g.Index)], output);
        }

        machine.Files.MoveFile(wider, path);
    }
}
