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
        TimeSpan timeout,
        CancellationToken cancellation
    )
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var timer = clock.CreateTimer(
            static source => ((CancellationTokenSource)source!).Cancel(),
            limit,
            timeout,
            Timeout.InfiniteTimeSpan
        );
        try
        {
            var first = await Task.WhenAny(watch.SaidReady, process.Completion).WaitAsync(limit.Token);
            while (first != process.Completion && !process.Completion.IsCompleted)
            {
                if (health is null || await probe.IsHealthyAsync(health, limit.Token))
                {
                    return StartResult.Ready;
                }

                await Task.Delay(Pause, clock, limit.Token);
            }

            return StartResult.Ended;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return StartResult.TimedOut;
        }
    }
}
