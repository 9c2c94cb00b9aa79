namespace Refigure.Traces.Analysis;

/// <summary>The length of the union of intervals that come in the order of their starts, without keeping them.</summary>
internal struct IntervalUnion
{
    private long _closed;
    private long _start;
    private long _end;
    private bool _isOpen;

    /// <summary>In the unit of the intervals.</summary>
    public readonly long Length => _closed + (_end - _start);

    public void Add(long start, long end)
    {
        if (_isOpen && start <= _end)
        {
            _end = Math.Max(_end, end);
            return;
        }

        _closed += _end - _start;
        (_start, _end, _isOpen) = (start, end, true);
    }
}
