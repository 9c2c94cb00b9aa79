namespace Refigure.Traces;

/// <summary>One thing that a GPU did.</summary>
/// <param name="Start">In ns on the trace's own clock, see <see cref="GpuTrace.BaseTime"/>.</param>
/// <param name="Duration">In ns; never negative.</param>
/// <param name="Name">Its name in <see cref="GpuTrace.Names"/>.</param>
/// <param name="Activity">What it is.</param>
public readonly record struct GpuEvent(long Start, long Duration, int Name, GpuActivity Activity)
{
    /// <summary>In ns on the trace's own clock.</summary>
    public long End => Start + Duration;
}
