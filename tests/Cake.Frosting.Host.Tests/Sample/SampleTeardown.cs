namespace Cake.Frosting.Testing.Sample;

public sealed class SampleTeardown : FrostingTeardown<SampleContext>
{
    public override void Teardown(SampleContext context, ITeardownContext info) =>
        context.Information("torn down, successful: {0}", info.Successful);
}
