using Cake.Frosting;
using Refigure.Build.Publishing;

namespace Refigure.Build.Tasks;

/// <summary>Makes releases.</summary>
[TaskName("Publish")]
[TaskDescription(
    "Archives for machines without .NET, with checksums and bills of materials: [--runtime R,R] [--out DIR]"
)]
public sealed class PublishTask : AsyncFrostingTask<BuildContext>
{
    private readonly ReleaseDesk _desk;

    /// <summary>With what makes them.</summary>
    public PublishTask(ReleaseDesk desk)
    {
        _desk = desk;
    }

    /// <inheritdoc />
    public override async Task RunAsync(BuildContext context) =>
        await UserErrors.AsExitCode2Async(() => _desk.PublishAsync(context));
}
