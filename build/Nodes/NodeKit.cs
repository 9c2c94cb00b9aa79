using System.Collections.Immutable;
using Refigure.Build.Publishing;
using Refigure.Environments;
using Refigure.Files;

namespace Refigure.Build.Nodes;

/// <summary>
/// What travels to a node: this host with its runtime, and what it reads of the checkout. Both are made once for what they are made
/// of, and kept in <c>artifacts/nodes</c>.
/// </summary>
/// <param name="root">The checkout.</param>
/// <param name="tools">Runs the .NET SDK.</param>
/// <param name="files">Writes the archives.</param>
internal sealed class NodeKit(string root, IToolRunner tools, IFileSystem files) : IDisposable
{
    private const int Kept = 3;
    private const string Program = "Refigure.Build";
    private const string LocalNodes = "nodes.local.yaml";

    private readonly SemaphoreSlim _one = new(1);
    private readonly Packer _packer = new(files);
    private readonly string _folder = Path.Combine(root, "artifacts", "nodes");

    /// <summary>What this host's own program files are, where it brings its runtime itself; null where the SDK's runs it.</summary>
    private static bool IsSelfContained => File.Exists(Path.Combine(AppContext.BaseDirectory, "libcoreclr.so"));

    /// <summary>The name of the host that nodes get.</summary>
    public string HostName { get; } =
        IsSelfContained ? SourceDigest.Of(AppContext.BaseDirectory, OwnFiles()) : Sources(root);

    /// <summary>Packs what a host reads of the checkout: environments, models, patches, experiments. No runs, and nobody's own nodes.</summary>
    public PackedFolder Checkout()
    {
        string[] all =
        [
            .. SourceDigest
                .Below(root, "envs", "patches", Path.Combine("figures", "experiments"))
                .Where(file => Path.GetFileName(file) != LocalNodes),
        ];
        var name = SourceDigest.Of(root, all);
        return _packer.Pack(root, all, name, Path.Combine(_folder, $"checkout-{name}.tar.gz"));
    }

    /// <summary>Packs the files of data sets that are here; null if there is none.</summary>
    public PackedFolder? Data(IEnumerable<string> names) =>
        new DataKit(_folder, _packer, files).Pack(names, Environment.CurrentDirectory);

    /// <summary>Packs the host for a runtime, published first where there is no such archive.</summary>
    /// <param name="runtime">The runtime identifier, such as <c>linux-x64</c>.</param>
    /// <param name="say">Hears that it takes a while.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="UserErrorException">It cannot be published here.</exception>
    public async Task<PackedFolder> HostAsync(string runtime, Action<string> say, CancellationToken cancellation)
    {
        var archive = Path.Combine(_folder, $"host-{runtime}-{HostName}.tar.gz");
        // Nodes ask at the same time, and one archive is enough for them.
        await _one.WaitAsync(cancellation);
        try
        {
            if (File.Exists(archive) || IsSelfContained)
            {
                return _packer.Pack(AppContext.BaseDirectory, OwnFiles(), HostName, archive, Program);
            }

            say("this program is made ready to travel … (once for each version, about a minute)");
            var made = Path.Combine(_folder, $"publish-{Environment.ProcessId}");
            try
            {
                files.CreateDirectory(_folder);
                await new HostPublisher(root, tools).PublishAsync(runtime, made, cancellation);
                RemoveOld(runtime);
                return _packer.Pack(made, HostPublisher.Needed(made), HostName, archive, Program);
            }
            finally
            {
                files.DeleteDirectory(made);
            }
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _one.Dispose();

    // Another checkout's or another branch's may be wanted again soon; those of long ago are not.
    private void RemoveOld(string runtime)
    {
        var all = new DirectoryInfo(_folder).GetFiles($"host-{runtime}-*.tar.gz");
        foreach (var old in all.OrderByDescending(file => file.LastWriteTimeUtc).Skip(Kept))
        {
            files.DeleteFile(old.FullName);
        }
    }

    private static IEnumerable<string> OwnFiles() => HostPublisher.Needed(AppContext.BaseDirectory);

    private static string Sources(string root) =>
        SourceDigest.Of(
            root,
            ImmutableArray
                .Create("Directory.Build.props", "Directory.Packages.props", "global.json", "BannedSymbols.txt")
                .Select(name => Path.Combine(root, name))
                .Where(File.Exists)
                .Concat(SourceDigest.Below(root, "build", "src").Where(file => Path.GetExtension(file) != ".md"))
        );
}
