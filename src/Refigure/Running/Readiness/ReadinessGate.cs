using Refigure.Catalog;
using Refigure.Running.Processes;

namespace Refigure.Running.Readiness;

/// <summary>
/// Waits until an engine is ready: its log says so, and its <c>/health</c> answers. It is asked only after the log said so,
/// since every question costs the engine time.
/// </summary>
/// <param name="probe">Asks.</param>
/// <param name="clock">Waits.</param>
internal sealed class ReadinessGate(IHealthProbe probe, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public async Task<StartResult> WaitAsync(
        ISupervisedProcess process,
        StartWatch watch,
        Uri? health,
        CaseSpec limits,
        CancellationToken cancellation
    )
    {
        while (!watch.SaidReady.IsCompleted)
        {
            if (process.Completion.IsCompleted)
            {
                return StartResult.Ended;
            }

            if (Left(process, watch, limits) is var left && left <= TimeSpan.Zero)
            {
                return StartResult.TimedOut;
            }

            // A phase that begins meanwhile moves its own limit, which is looked at when the old one is reached.
            using var waited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            await Task.WhenAny(watch.SaidReady, process.Completion, Task.Delay(left, clock, waited.Token));
            await waited.CancelAsync();
            cancellation.ThrowIfCancellationRequested();
        }

        // Whoever serves nothing may have ended in the meantime.
        if (health is null)
        {
            return StartResult.Ready;
        }

        while (!process.Completion.IsCompleted)
        {
            if (await probe.IsHealthyAsync(health, cancellation))
            {
                return StartResult.Ready;
            }

            if (process.Elapsed >= limits.ReadyTimeout)
            {
                return StartResult.TimedOut;
            }

            await Task.Delay(Pause, clock, cancellation);
        }

        return StartResult.Ended;
    }

    private static TimeSpan Left(ISupervisedProcess process, StartWatch watch, CaseSpec limits)
    {
        var whole = limits.ReadyTimeout - process.Elapsed;
        var phase = limits.PhaseTimeout is { } limit ? watch.PhaseBegan + limit - process.Elapsed : whole;
        return phase < whole ? phase : whole;
    }
}
