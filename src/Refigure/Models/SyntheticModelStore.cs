using System.Globalization;
using System.Security.Cryptography;
using Refigure.Catalog;
using Refigure.Files;

namespace Refigure.Models;

/// <summary>
/// The synthetic models of <c>models.yaml</c> that are GGUF files: written once, under another name until they are whole, and checked
/// against the pinned digest before they are used.
/// </summary>
public sealed class SyntheticModelStore : IModelStore
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
    public SyntheticModelStore(ModelCatalog catalog, string folder, Func<string, long> freeDisk, IFileSystem system)
    {
        _catalog = catalog;
        _folder = folder;
        _freeDisk = freeDisk;
        _system = system;
    }

    /// <inheritdoc />
    public ModelSource? Describe(string model) =>
        _catalog.Find(model) is { Synthetic: { Format: not WeightFormat.Brain } weights }
            ? new ModelSource(
                model,
                weights.Sha256,
                weights.Bytes,
                File.Exists(PathOf(model)) && new FileInfo(PathOf(model)).Length == weights.Bytes,
                IsSynthetic: true
            )
            : null;

    /// <inheritdoc />
    public async Task<ModelFiles> EnsureAsync(string model, IWorkProgress progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(progress);
        if (_catalog.Find(model) is not { Synthetic: { Format: not WeightFormat.Brain } weights } spec)
        {
            throw new UserErrorException(
                $"{model} is no synthetic model of envs/models.yaml: expected one of {string.Join(", ", Names())}."
            );
        }

        var path = PathOf(model);
        if (!File.Exists(path) || !await IsVerified(path, spec.Name, weights, progress, cancellation))
        {
            await Task.Run(() => Make(spec, weights, path, progress, cancellation), cancellation);
        }

        return new ModelFiles(Describe(model)!, path, [path]);
    }

    private IEnumerable<string> Names() => _catalog.Models.Where(m => m.Synthetic is not null).Select(m => m.Name);

    private string PathOf(string model) => Path.Combine(_folder, model, model + ".gguf");

    private void Make(
        ModelSpec spec,
        SyntheticWeights weights,
        string path,
        IWorkProgress progress,
        CancellationToken cancellation
    )
    {
        var content = new SyntheticModel(spec);
        var partial = PartialName.For(path);
        try
        {
            _system.CreateDirectory(Path.GetDirectoryName(path)!);
            RefuseFullDisk(spec.Name, weights.Bytes);
            var digest = Write(content, spec.Name, weights.Bytes, partial, progress, cancellation);
            if (digest != weights.Sha256)
            {
                throw new UserErrorException(
                    $"{spec.Name} came out with SHA-256 {digest}, but envs/models.yaml pins {weights.Sha256}: its attributes there were changed, or this machine computes wrongly."
                );
            }

            _system.MoveFile(partial, path);
            Remember(path, digest);
            DeleteLeftovers(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException(
                $"{path} cannot be written ({e.Message.TrimEnd('.')}): make room, or name another folder with --store.",
                e
            );
        }
        finally
        {
            if (File.Exists(partial))
            {
                _system.DeleteFile(partial);
            }
        }
    }

    private string Write(
        SyntheticModel content,
        string name,
        long bytes,
        string partial,
        IWorkProgress progress,
        CancellationToken cancellation
    )
    {
        var what = $"model {name}";
        progress.Report(what, 0);
        string digest;
        using (var file = _system.Create(partial))
        using (var hashing = new HashingStream(file))
        {
            content.Write(hashing, done => progress.Report(what, Math.Min(0.999, (double)done / bytes)), cancellation);
            digest = hashing.Digest();
            _system.Sync(file);
        }

        progress.Report(what, 1);
        return digest;
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

    // Reading a whole model for each run would warm what must be cold: once a file is verified, its size and time stand
    // for it.
    private async Task<bool> IsVerified(
        string path,
        string name,
        SyntheticWeights weights,
        IWorkProgress progress,
        CancellationToken cancellation
    )
    {
        if (Remembered(path) == Mark(path, weights.Sha256))
        {
            return true;
        }

        progress.Report($"check of {name}", null);
        string digest;
        var file = File.OpenRead(path);
        await using (file.ConfigureAwait(false))
        {
            digest = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellation));
        }

        progress.Report($"check of {name}", 1);
        if (digest != weights.Sha256)
        {
            return false;
        }

        Remember(path, digest);
        return true;
    }

    private void Remember(string path, string digest)
    {
        using var mark = _system.Create(path + ".verified");
        mark.Write(System.Text.Encoding.UTF8.GetBytes(Mark(path, digest)));
    }

    private static string? Remembered(string path)
    {
        var mark = path + ".verified";
        return File.Exists(mark) ? File.ReadAllText(mark) : null;
    }

    private static string Mark(string path, string digest)
    {
        var file = new FileInfo(path);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"sha256 {digest}, {file.Length} bytes, written {file.LastWriteTimeUtc.Ticks}\n"
        );
    }

    private void DeleteLeftovers(string path)
    {
        // Another process may be writing the same model just now.
        foreach (var leftover in Directory.GetFiles(Path.GetDirectoryName(path)!, $"*{PartialName.Infix}*"))
        {
            if (PartialName.IsAbandoned(leftover))
            {
                _system.DeleteFile(leftover);
            }
        }
    }
}
