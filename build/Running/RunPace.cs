namespace Refigure.Build.Running;

/// <summary>How long the rest of the runs takes: the estimate, corrected by how the runs so far went.</summary>
internal sealed class RunPace
{
    private TimeSpan? _estimate;
    private TimeSpan _estimateDone;

    /// <summary>How long the runs so far took together.</summary>
    public TimeSpan Spent { get; private set; }

    /// <summary>About how long the rest takes; null if nobody can know.</summary>
    public TimeSpan? Left
    {
        get
        {
            if (_estimate is not { } all)
            {
                return null;
            }

            var pace = _estimateDone > TimeSpan.Zero ? Spent / _estimateDone : 1;
            var rest = (all - _estimateDone) * pace;
            return rest > TimeSpan.Zero ? rest : null;
        }
    }

    /// <summary>Begins with the estimate of all.</summary>
    public void Begin(TimeSpan? estimate) => _estimate = estimate;

    /// <summary>A run ended.</summary>
    /// <param name="elapsed">How long it took.</param>
    /// <param name="estimate">How long it was to take; null if nobody knew.</param>
    public void Add(TimeSpan elapsed, TimeSpan? estimate)
    {
        Spent += elapsed;
        _estimateDone += estimate ?? elapsed;
    }
}
