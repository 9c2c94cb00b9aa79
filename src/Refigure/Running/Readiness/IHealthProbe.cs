namespace Refigure.Running.Readiness;

/// <summary>Asks an engine whether it is ready.</summary>
public interface IHealthProbe
{
    /// <summary>Whether it answers 200 now. Never fails: who does not answer is not ready.</summary>
    Task<bool> IsHealthyAsync(Uri health, CancellationToken cancellation);
}
