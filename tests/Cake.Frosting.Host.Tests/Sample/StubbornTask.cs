namespace Cake.Frosting.Testing.Sample;

/// <summary>Takes no notice of being asked to end.</summary>
[TaskName("Stubborn")]
public sealed class StubbornTask : AsyncFrostingTask<SampleContext>
{
    public override Task RunAsync(SampleContext context)
    {
        context.Information("ready");
        return Task.Delay(Timeout.InfiniteTimeSpan, CancellationToken.None);
    }
}
