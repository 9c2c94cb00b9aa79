using Cake.Common.Diagnostics;
using Cake.Frosting;

namespace Refigure.Build.Tasks;

/// <summary>Fills a folder with the wheels of environments, for machines without a network.</summary>
[TaskName("Wheelhouse")]
[TaskDescription("Fetch the wheels of environments for machines without a network: --env A,B [--wheelhouse DIR]")]
public sealed class WheelhouseTask(EnvironmentSetup setup, Interruption interruption) : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc />
    public override async Task RunAsync(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        await UserErrors.AsExitCode2Async(() => Fill(context));
    }

    private async Task Fill(BuildContext context)
    {
        var catalog = EnvironmentSetup.CatalogOfIndex(context);
        if (context.Options.Environments.Count == 0)
        {
            throw new UserErrorException($"Which environment? Name it: --env {string.Join("|", catalog.Names)}.");
        }

        var folder = context.Options.Wheelhouse ?? Path.Combine(context.Options.Store, "wheelhouse");
        var specs = context.Options.Environments.Select(name => EnvironmentSetup.Named(catalog, name)).ToArray();
        foreach (var spec in specs)
        {
            var filled = await setup
                .Wheelhouse()
                .FillAsync(spec, folder, new LineProgress(context), interruption.Token);
            context.Information(
                "{0}: {1} packages in {2}, {3:0} MB, {4} of them fetched now.",
                spec.Name,
                filled.Packages,
                Path.GetRelativePath(Directory.GetCurrentDirectory(), folder),
                filled.Bytes / 1e6,
                filled.Fetched
            );
        }
    }
}
