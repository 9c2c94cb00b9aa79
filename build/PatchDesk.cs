using System.Collections.Immutable;
using Cake.Common.Diagnostics;
using Refigure.Environments;
using Refigure.Files;
using Refigure.Patches;

namespace Refigure.Build;

/// <summary>
/// Changes the installed environments that <c>--env</c> names, or the source tree that <c>--from</c> names, and says what was
/// changed.
/// </summary>
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
        string[] names = [.. context.Options.Environments];
        if (names.Length == 0)
        {
            throw new UserErrorException(
                $"Which environment? Name it: --env {string.Join("|", catalog.Names.Where(n => catalog.Find(n)?.PatchFolder is not null))}."
            );
        }

        if (context.Options.From is { } tree && names.Length > 1)
        {
            throw new UserErrorException(
                $"--from {tree} is one source tree, but --env names {names.Length} environments: name the one whose version it has."
            );
        }

        foreach (var name in names)
        {
            var spec =
                catalog.Find(name)
                ?? throw new UserErrorException(
                    $"--env {name}: there is no such environment; expected one of {string.Join(", ", catalog.Names)}."
                );
            var patches =
                spec.PatchFolder
                ?? throw new UserErrorException($"--env {name}: it has no patches (env.yaml names none).");
            var root = context.Options.From ?? SitePackages(installer, spec);
            var series = PatchSeries.Read(patches);
            var changed = change(new Patcher(PhysicalFileSystem.Instance), series, root);
            context.Information(
                "{0}: {1}.",
                name,
                changed.IsEmpty ? "nothing to change" : $"changed {string.Join(", ", changed)}"
            );
            context.Information(
                "{0} is {1} now.",
                root,
                Patcher.State(series, root) == PatchState.Patched ? "patched" : "not patched"
            );
        }
    }

    private static string SitePackages(IEnvironmentInstaller installer, EnvironmentSpec spec) =>
        installer.Find(spec)?.SitePackages
        ?? throw new UserErrorException(
            $"--env {spec.Name}: it is not installed; run --target Setup --env {spec.Name} first, or name a source tree: --from DIR."
        );
}
