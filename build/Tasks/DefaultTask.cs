using Cake.Common.Diagnostics;
using Cake.Core;
using Cake.Frosting;

namespace Refigure.Build.Tasks;

/// <summary>A stand-in until the tasks move in.</summary>
[TaskName("Default")]
public sealed class DefaultTask : FrostingTask
{
    /// <inheritdoc/>
    public override void Run(ICakeContext context) => context.Information("The build host runs.");
}
