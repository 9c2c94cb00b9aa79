using System.Collections.Immutable;
using Cake.Common.Diagnostics;
using Refigure.Files;
using Refigure.Patches;

namespace Refigure.Build;

/// <summary>Changes the installed environments that <c>--env</c> names, and says what was changed.</summary>
internal static class PatchDesk
{
    public static void Change(
        BuildContext context,
        EnvironmentSetup setup,
        Func<Patcher, PatchSeries, string, ImmutableArray<string>> change
    )
    {
        var catalog = EnvironmentSetup.Catalog(context);
        var installer = setup.Installer(context);
        if (context.Options.Environments.Count == 0)
        {
            throw new UserErrorException($"Which environment? Name it: --env {string.Join("|", catalog.Names)}.");
        }

        foreach (var name in context.Options.Environments)
        {
            var spec =
                catalog.Find(name)
                ?? throw new UserErrorException(
                    $"--env {name}: there is no such environment; expected one of {string.Join(", ", catalog.Names)}."
                );
            var patches =
                spec.PatchFolder
                ?? throw new UserErrorException($"--env {name}: it has no patches (env.yaml names none).");
            var root =
                installer.Find(spec)?.SitePackages
                ?? throw new UserErrorException(
                    $"--env {name}: it is not installed; run --target Setup --env {name} first."
                );
            var series = PatchSeries.Read(patches);
            var changed = change(new Patcher(PhysicalFileSystem.Instance), series, root);
            context.Information(
                "{0}: {1}.",
                name,
                changed.IsEmpty ? "nothing to change" : $"changed {string.Join(", ", changed)}"
            );
            context.Information(
                "{0} is {1} now.",
                name,
                Patcher.State(series, root) == PatchState.Patched ? "patched" : "not patched"
            );
        }
    }
}
