using Cake.Common.Diagnostics;
using Cake.Frosting;
using Refigure.Build.Running;

namespace Refigure.Build.Tasks;

/// <summary>Installs pinned environments, each into a folder of its own.</summary>
[TaskName("Setup")]
[TaskDescription("Install pinned environments: [--env A,B] (llamacpp) [--store DIR]")]
public sealed class SetupTask : AsyncFrostingTask<BuildContext>
{
    private const string Embedded = "llamacpp";
    private readonly Workshop _workshop;
    private readonly Interruption _interruption;

    /// <summary>With what installs, and what ends long work.</summary>
    public SetupTask(Workshop workshop, Interruption interruption)
    {
        _workshop = workshop;
        _interruption = interruption;
    }

    /// <inheritdoc />
    public override async Task RunAsync(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        await UserErrors.AsExitCode2Async(() => Install(context));
    }

    private async Task Install(BuildContext context)
    {
        var catalog = Workshop.Environments(context);
        var installer = _workshop.Installer(context);
        var names = context.Options.Environments is { Count: > 0 } asked ? asked : [Embedded];
        foreach (var spec in names.Select(catalog.Get).ToArray())
        {
            var wasThere = installer.Find(spec) is not null;
            var environment = await installer.EnsureAsync(spec, new LineProgress(context), _interruption.Token);
            context.Information(
                "{0}: {1} {2}, {3} ({4}).",
                spec.Name,
                spec.Engine,
                spec.EngineVersion,
                Path.GetRelativePath(Directory.GetCurrentDirectory(), environment.Prefix),
                wasThere ? "was there" : "installed"
            );
        }
    }
}
