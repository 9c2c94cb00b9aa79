using System.Runtime.InteropServices;

namespace Cake.Frosting.Testing.Sample;

/// <summary>Hears of signals by itself, and before the host does.</summary>
[TaskName("SelfWatching")]
public sealed class SelfWatchingTask : AsyncFrostingTask<SampleContext>
{
    public override async Task RunAsync(SampleContext context)
    {
        using var source = new CancellationTokenSource();
        using var registration = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => source.Cancel());
        context.Information("ready");
        await Task.Delay(Timeout.InfiniteTimeSpan, source.Token);
    }
}
