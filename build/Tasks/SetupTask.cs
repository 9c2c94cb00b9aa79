using Cake.Common.Diagnostics;
using Cake.Frosting;
using Refigure.Build.Nodes;

namespace Refigure.Build.Tasks;

/// <summary>Sets environments up: each once, as its lock file says.</summary>
[TaskName("Setup")]
[TaskDescription("Set pinned engines up: [--env A,B] [--wheelhouse DIR] [--store DIR] [--force] [--node N]")]
public sealed class SetupTask : AsyncFrostingTask<BuildContext>
{
    private static readonly string[] Usual = ["llamacpp"];

    private readonly EnvironmentSetup _setup;
    private readonly TaskDesk _desk;
    private readonly Interruption _interruption;

    /// <summary>With what installs, what has other machines do so, and what ends long work.</summary>
    public SetupTask(EnvironmentSetup setup, TaskDesk desk, Interruption interruption)
    {
        _setup = setup;
        _desk = desk;
        _interruption = interruption;
    }

    /// <inheritdoc />
    public override async Task RunAsync(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        await UserErrors.AsExitCode2Async(async () =>
        {
            if (!await _desk.DidThereAsync(context, "Setup"))
            {
                await SetUp(context);
            }
        });
    }

    private async Task SetUp(BuildContext context)
    {
        var catalog = EnvironmentSetup.Catalog(context);
        var installer = _setup.Installer(context);
        var names = context.Options.Environments.Count > 0 ? context.Options.Environments : Usual;
        // A wrong name at the end is known before the first download.
        var specs = names.Select(name => EnvironmentSetup.Named(catalog, name)).ToArray();
        foreach (var spec in specs)
        {
            if (context.Options.Force)
            {
                _setup.Remove(context, spec);
            }

            var wasThere = installer.Find(spec) is not null;
            var installed = await installer.EnsureAsync(spec, new LineProgress(context), _interruption.Token);
            context.Information(
                "{0}: {1} {2}, {3}, {4:0} MB, {5}.",
                spec.Name,
                spec.Engine,
                spec.EngineVersion,
                Path.GetRelativePath(Directory.GetCurrentDirectory(), installed.Prefix),
                BytesIn(installed.Prefix) / 1e6,
                wasThere ? "was there" : "set up"
            );
        }
    }

    private static long BytesIn(string folder) =>
        new DirectoryInfo(folder)
            .EnumerateFiles(
                "*",
                new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }
            )
            .Sum(file => file.Length);
}
