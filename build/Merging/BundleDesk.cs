using System.Collections.Immutable;
using System.Globalization;
using Cake.Common.Diagnostics;
using Refigure.Build.Figures;
using Refigure.Catalog;
using Refigure.Files;
using Refigure.Results;
using Refigure.Results.Bundles;
using Refigure.Secrets;

namespace Refigure.Build.Merging;

/// <summary>Packs runs into bundles, one a node, for a machine that is not connected to this one.</summary>
public sealed class BundleDesk
{
    private const string Extension = ".tar.gz";
    private readonly RunLibrary _library;
    private readonly BundleWriter _writer;

    /// <summary>With what knows experiments, what writes files, and what must not leave this machine.</summary>
    public BundleDesk(RunLibrary library, IFileSystem system, SecretMask secrets)
    {
        _library = library;
        _writer = new BundleWriter(system, secrets);
    }

    /// <summary>Packs what the options name, and says what is in it.</summary>
    /// <exception cref="UserErrorException">There are no such runs, one is damaged, or a bundle cannot be written.</exception>
    public void Bundle(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        _library.Check(context);
        var options = context.Options;
        var nodes = Runs(context)
            .Where(run => options.Node is null || run.Identity.Node == options.Node)
            .GroupBy(run => run.Identity.Node)
            .OrderBy(node => node.Key, StringComparer.Ordinal)
            .ToArray();
        RefuseNone(context, nodes.Length);
        foreach (var node in nodes)
        {
            RunRecord[] runs = [.. node];
            var path = PathOf(context, node.Key, nodes.Length);
            var manifest = _writer.Write(options.Runs, node.Key, runs, path);
            context.Information("{0}", Sentence(path, manifest, runs.Count(run => !run.Valid)));
        }
    }

    private static string Sentence(string path, BundleManifest manifest, int invalid) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Path.GetRelativePath(Directory.GetCurrentDirectory(), path)}: {(manifest.Runs.Length == 1 ? "1 run" : $"{manifest.Runs.Length} runs")} of {manifest.Node}{(invalid > 0 ? $", {invalid} of them invalid" : string.Empty)}, {manifest.Bytes / 1e6:0.0} MB, packed {new FileInfo(path).Length / 1e6:0.0} MB."
        );

    private ImmutableArray<RunRecord> Runs(BuildContext context)
    {
        var root = context.Options.Runs;
        var wanted = context.Options.Experiments.SelectMany(name => Expected(context, name)).ToArray();
        string[]? folders =
            wanted.Length == 0 ? null : [.. wanted.SelectMany(one => one.Runs.KeptAs).Distinct(StringComparer.Ordinal)];
        return
        [
            .. RunFolder
                .List(root, folders)
                .Select(folder => RunFolder.Read(root, folder))
                .Where(run =>
                    wanted.Length == 0
                    || wanted.Any(one =>
                        (one.Profile is null || one.Profile == run.Profile) && one.Runs.Has(run.Identity)
                    )
                ),
        ];
    }

    // Some experiments show runs that another one makes and keeps; those belong in the bundle. Imported ones have no file.
    private IEnumerable<(string? Profile, ExpectedRuns Runs)> Expected(BuildContext context, string name)
    {
        var catalog = _library.Experiments(context);
        if (
            !catalog.Names.Contains(name) && Directory.Exists(Path.Combine(context.Options.Runs, FolderName.Safe(name)))
        )
        {
            return [(null, ExpectedRuns.Any(name))];
        }

        var spec = catalog.Get(name);
        return spec.Profiles.Keys.Select(profile => ((string?)profile, ExpectedRuns.Of(spec, profile)));
    }

    private static string PathOf(BuildContext context, string node, int nodes)
    {
        var options = context.Options;
        if (options.OutNamed && options.Out.EndsWith(Extension, StringComparison.OrdinalIgnoreCase))
        {
            return nodes == 1
                ? options.Out
                : throw new UserErrorException(
                    $"--out {options.Out}: a bundle holds runs of one node, and there are runs of {nodes}; choose one with --node, or name a folder with --out."
                );
        }

        var folder = options.OutNamed ? options.Out : Path.Combine(context.Root, "artifacts", "bundles");
        var what = options.Experiments.Count == 0 ? "runs" : string.Join('+', options.Experiments);
        return Path.Combine(folder, FolderName.Safe($"{what}-{node}") + Extension);
    }

    private static void RefuseNone(BuildContext context, int nodes)
    {
        if (nodes > 0)
        {
            return;
        }

        var options = context.Options;
        var what = options.Experiments.Count == 0 ? "runs" : $"runs of {string.Join(", ", options.Experiments)}";
        var where = options.Node is { } node ? $" on {node}" : string.Empty;
        throw new UserErrorException(
            $"{options.Runs} has no {what}{where}: make them with --target Run, or name another folder with --runs."
        );
    }
}
