namespace Refigure.Load.Running;

/// <summary>How far a load is; read by others while it runs.</summary>
internal sealed class LoopState
{
    private long _measuredFrom;
    private int _ended;
    private int _failed;

    /// <summary>When the first measured request was to start, in ticks; 0 before.</summary>
    public long MeasuredFrom
    {
        get => Volatile.Read(ref _measuredFrom);
        set => Volatile.Write(ref _measuredFrom, value);
    }

    /// <summary>Measured requests that ended.</summary>
    public int Ended => Volatile.Read(ref _ended);

    /// <summary>Those of them that failed.</summary>
    public int Failed => Volatile.Read(ref _failed);

    public void Count(bool failed)
    {
        Volatile.Write(ref _ended, _ended + 1);
        if (failed)
        {
            Volatile.Write(ref _failed, _failed + 1);
        }
    }
}
