namespace Cake.Frosting.Testing.Sample;

[TaskName("After")]
[TaskDescription("Runs after the wait")]
[IsDependentOn(typeof(WaitTask))]
public sealed class AfterTask : FrostingTask<SampleContext>
{
    public override void Run(SampleContext context) => context.Information("after ran");
}
