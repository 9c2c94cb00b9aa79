namespace Cake.Frosting.Testing.Sample;

/// <summary>Waits until it is asked to end.</summary>
[TaskName("Wait")]
public sealed class WaitTask : AsyncFrostingTask<SampleContext>
{
    public override Task RunAsync(SampleContext context)
    {
        context.Information("ready");
        return Task.Delay(Timeout.InfiniteTimeSpan, context.Token);
    }

    public override void Finally(SampleContext context) => context.Information("finally");
}
