namespace Cake.Core.Diagnostics;

/// <summary>Another verbosity until it is disposed.</summary>
internal sealed class VerbosityScope : IDisposable
{
    private readonly ICakeLog _log;
    private readonly Verbosity _before;

    public VerbosityScope(ICakeLog log, Verbosity verbosity)
    {
        ArgumentNullException.ThrowIfNull(log);
        _log = log;
        _before = log.Verbosity;
        log.Verbosity = verbosity;
    }

    public void Dispose() => _log.Verbosity = _before;
}
