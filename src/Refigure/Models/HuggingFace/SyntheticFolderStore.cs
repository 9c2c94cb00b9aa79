using System.Collections.Immutable;
using System.Globalization;
using Refigure.Catalog;
using Refigure.Files;

namespace Refigure.Models.HuggingFace;

/// <summary>
/// The synthetic models of <c>models.yaml</c> that are folders (weights <c>bf16</c>): written once, under another name until they
/// are whole, and checked against the pinned digest before they are used.
/// </summary>
public sealed class SyntheticFolderStore : IModelStore
{
    private readonly ModelCatalog _catalog;
    private readonly string _folder;
    private readonly Func<string, long> _freeDisk;
    private readonly IFileSystem _system;

    /// <summary>A store.</summary>
    /// <param name="catalog">The models.</param>
    /// <param name="folder">The folder that holds a folder for each model.</param>
    /// <param name="freeDisk">Tells the free bytes of a path's file system.</param>
    /// <param name="system">What changes files.</param>
    public SyntheticFolderStore(ModelCatalog catalog, string folder, Func<string, long> freeDisk, IFileSystem system)
    {
        _catalog = catalog;
        _folder = folder;
        _freeDisk = freeDisk;
        _system = system;
    }

    /// <inheritdoc />
    public ModelSource? Describe(string model) =>
        Find(model) is { Synthetic: { } weights }
            ? new ModelSource(model, weights.Sha256, weights.Bytes, IsWhole(PathOf(model), weights), IsSynthetic: true)
            : null;

    /// <inheritdoc />
    public async Task<ModelFiles> EnsureAsync(string model, IWorkProgress progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(progress);
        if (Find(model) is not { Synthetic: { } weights } spec)
        {
            throw new UserErrorException($"{model} is no synthetic model of envs/models.yaml with weights bf16.");
        }

        var path = PathOf(model);
        var content = new HuggingFaceModel(spec).Files();
        await Task.Run(() => EnsureAsync(spec, weights, path, content, progress, cancellation), cancellation);
        return new ModelFiles(Describe(model)!, path, [.. content.Select(f => Path.Combine(path, f.Name))]);
    }

    // Whether the files are all there, by their sizes; what is in them is looked at when they are used.
    private static bool IsWhole(string path, SyntheticWeights weights) =>
        Directory.Exists(path)
        && new DirectoryInfo(path).EnumerateFiles().Where(f => f.Name != FolderMark.Name).Sum(f => f.Length)
            == weights.Bytes;

    private async Task EnsureAsync(
        ModelSpec spec,
        SyntheticWeights weights,
        string path,
        ImmutableArray<HuggingFaceFile> content,
        IWorkProgress progress,
        CancellationToken cancellation
    )
    {
        try
        {
            if (!IsVerified(path, spec.Name, weights, content, progress, cancellation))
            {
                await MakeAsync(spec, weights, path, content, progress, cancellation);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException(
                $"{path} cannot be written ({e.Message.TrimEnd('.')}): make room, or name another folder with --store.",
                e
            );
        }
    }

    private ModelSpec? Find(string model) =>
        _catalog.Find(model) is { Synthetic.Format: WeightFormat.Brain } spec ? spec : null;

    private string PathOf(string model) => Path.Combine(_folder, model);

    private async Task MakeAsync(
        ModelSpec spec,
        SyntheticWeights weights,
        string path,
        ImmutableArray<HuggingFaceFile> content,
        IWorkProgress progress,
        CancellationToken cancellation
    )
    {
        _system.CreateDirectory(_folder);
        RefuseFullDisk(spec.Name, weights.Bytes);
        await new ModelFolder(path, _system).BuildAsync(
            partial =>
            {
                var digest = Write(content, spec.Name, partial, progress, cancellation);
                if (digest != weights.Sha256)
                {
                    throw new UserErrorException(
                        $"{spec.Name} came out with SHA-256 {digest}, but envs/models.yaml pins {weights.Sha256}: its attributes there were changed, or this machine computes wrongly."
                    );
                }

                FolderMark.Write(_system, partial, digest, content);
                return Task.CompletedTask;
            },
            () => FolderMark.HasSizes(path, content) && FolderMark.Stands(path, weights.Sha256, content)
        );
    }

    private string Write(
        ImmutableArray<HuggingFaceFile> content,
        string name,
        string folder,
        IWorkProgress progress,
        CancellationToken cancellation
    )
    {
        var (what, total, done) = ($"model {name}", content.Sum(f => f.Bytes), 0L);
        progress.Report(what, 0);
        using var digest = new FolderDigest();
        foreach (var file in content)
        {
            digest.Begin(file.Name, file.Bytes);
            using var output = _system.Create(Path.Combine(folder, file.Name));
            using (
                var taken = new DigestingStream(
                    output,
                    digest,
                    count => progress.Report(what, Math.Min(0.999, (double)(done += count) / total))
                )
            )
            {
                file.Write(taken, cancellation);
            }

            _system.Sync(output);
        }

        progress.Report(what, 1);
        return digest.Finish();
    }

    // Reading a whole model for each run would warm what must be cold: once the files are verified, their sizes and times
    // stand for them.
    private bool IsVerified(
        string path,
        string name,
        SyntheticWeights weights,
        ImmutableArray<HuggingFaceFile> content,
        IWorkProgress progress,
        CancellationToken cancellation
    )
    {
        if (!FolderMark.HasSizes(path, content))
        {
            return false;
        }

        if (FolderMark.Stands(path, weights.Sha256, content))
        {
            return true;
        }

        progress.Report($"check of {name}", null);
        var digest = FolderMark.DigestOf(path, content, cancellation);
        progress.Report($"check of {name}", 1);
        if (digest != weights.Sha256)
        {
            return false;
        }

        FolderMark.Write(_system, path, digest, content);
        return true;
    }

    private void RefuseFullDisk(string name, long bytes)
    {
        if (_freeDisk(_folder) is var free && free < bytes)
        {
            throw new UserErrorException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name} takes {bytes / 1e6:0} MB, but {_folder} has {free / 1e6:0} MB free: make room, or name another folder with --store."
                )
            );
        }
    }
}
