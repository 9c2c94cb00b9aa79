namespace Refigure.Traces.Reading;

/// <summary>Collects what a reader finds.</summary>
internal sealed class TraceBuilder(string source, TraceFormat format)
{
    private readonly Dictionary<(long Device, long Stream), PackedEvents> _streams = [];
    private readonly List<TraceRange> _steps = [];
    private (long Device, long Stream) _lastKey = (long.MinValue, 0);
    private PackedEvents? _last;

    public NameTable Names { get; } = new();

    public int? Rank { get; set; }

    public int? WorldSize { get; set; }

    public long? BaseTime { get; set; }

    public void Add(long device, long stream, in GpuEvent item)
    {
        if (_last is null || _lastKey != (device, stream))
        {
            _lastKey = (device, stream);
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
                    .GroupBy(s => s.Key.Device)
                    .OrderBy(g => g.Key)
                    .Select(g => new GpuTimeline(
                        g.Key,
                        [.. g.OrderBy(s => s.Key.Stream).Select(s => new GpuStream(s.Key.Stream, s.Value))]
                    )),
            ],
            Names = Names.Names,
            Steps = [.. _steps],
            Coverage = coverage,
        };
}
