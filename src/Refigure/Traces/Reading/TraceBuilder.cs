namespace Refigure.Traces.Reading;

/// <summary>Collects what a reader finds.</summary>
internal sealed class TraceBuilder(string source, TraceFormat format)
{
    private readonly Dictionary<(long? Process, long Device, long Stream), PackedEvents> _streams = [];
    private readonly List<TraceRange> _steps = [];
    private (long? Process, long Device, long Stream) _lastKey = (null, long.MinValue, 0);
    private PackedEvents? _last;

    public NameTable Names { get; } = new();

    public MessageTable Messages { get; } = new();

    public int? Rank { get; set; }

    public int? WorldSize { get; set; }

    public long? BaseTime { get; set; }

    public void Add(long device, long stream, in GpuEvent item) => Add(null, device, stream, item);

    public void Add(long? process, long device, long stream, in GpuEvent item)
    {
        if (_last is null || _lastKey.Stream != stream || _lastKey.Device != device || _lastKey.Process != process)
        {
            _lastKey = (process, device, stream);
            if (!_streams.TryGetValue(_lastKey, out _last))
            {
                _last = new PackedEvents();
                _streams.Add(_lastKey, _last);
            }
        }

        _last.Add(item);
    }

    public void AddStep(TraceRange step) => _steps.Add(step);

    public GpuTrace Build(TraceCoverage coverage) =>
        new()
        {
            Source = source,
            Format = format,
            Rank = Rank ?? RankOfName.Of(source),
            WorldSize = WorldSize,
            BaseTime = BaseTime,
            Timelines =
            [
                .. _streams
                    .GroupBy(s => (s.Key.Device, s.Key.Process))
                    .OrderBy(g => g.Key.Device)
                    .ThenBy(g => g.Key.Process)
                    .Select(g => new GpuTimeline(
                        g.Key.Device,
                        [.. g.OrderBy(s => s.Key.Stream).Select(s => new GpuStream(s.Key.Stream, s.Value))]
                    )
                    {
                        Process = g.Key.Process,
                    }),
            ],
            Names = Names.Names,
            Messages = Messages.ToMessages(),
            Steps = [.. _steps],
            Coverage = coverage,
        };
}
