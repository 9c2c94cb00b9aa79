namespace Cake.Core.Diagnostics;

/// <summary>Another verbosity until it is disposed.</summary>
internal sealed class VerbosityScope : IDisposable
{
    private readonly ICakeLog log;
    private readonly Verbosity before;

    public VerbosityScope(ICakeLog log, Verbosity verbosity)
    {
        ArgumentNullException.ThrowIfNull(log);
        this.log = log;
        before = log.Verbosity;
        log.Verbosity = verbosity;
    }

    public void Dispose() => log.Verbosity = before;
}
