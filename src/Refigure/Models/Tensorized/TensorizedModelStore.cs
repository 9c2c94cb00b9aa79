using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Refigure.Catalog;
using Refigure.Environments;
using Refigure.Files;
using Refigure.Models.Hub;

namespace Refigure.Models.Tensorized;

/// <summary>
/// The models of <c>models.yaml</c> that are copies of others in the form that vLLM's tensorizer reads: made once, on a GPU, by the
/// very engine that will read them.
/// </summary>
public sealed class TensorizedModelStore : IModelStore
{
    /// <summary>The file of the weights; the engine looks for it under this name.</summary>
    public const string WeightsName = "model.tensors";

    private readonly ModelCatalog _catalog;
    private readonly string _folder;
    private readonly IModelStore _sources;
    private readonly Tensorizer _tensorizer;
    private readonly Func<string, long> _freeDisk;
    private readonly IFileSystem _system;

    /// <summary>A store.</summary>
    /// <param name="catalog">The models.</param>
    /// <param name="folder">The folder that holds a folder for each model, absolute.</param>
    /// <param name="sources">Has the models that they are made from.</param>
    /// <param name="tensorizer">Makes them.</param>
    /// <param name="freeDisk">Tells the free bytes of a path's file system.</param>
    /// <param name="system">What changes files.</param>
    public TensorizedModelStore(
        ModelCatalog catalog,
        string folder,
        IModelStore sources,
        Tensorizer tensorizer,
        Func<string, long> freeDisk,
        IFileSystem system
    )
    {
        _catalog = catalog;
        _folder = folder;
        _sources = sources;
        _tensorizer = tensorizer;
        _freeDisk = freeDisk;
        _system = system;
    }

    /// <inheritdoc />
    public ModelSource? Describe(string model)
    {
        if (Find(model) is not { } from || _sources.Describe(from.Model) is not { } source)
        {
            return null;
        }

        var madeFrom = MadeFrom(from, source);
        var there =
            TensorizedMark.Read(PathOf(model)) is { } mark && mark.MadeFrom == madeFrom && mark.HasSizes(PathOf(model))
                ? mark
                : null;
        // The tensors are the same; it has its own headers, and no second form of the tokenizer's.
        return new ModelSource(model, madeFrom, there?.Bytes ?? source.Bytes, there is not null, source.IsSynthetic);
    }

    /// <inheritdoc />
    public async Task<ModelFiles> EnsureAsync(string model, IWorkProgress progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(progress);
        if (Find(model) is not { } from || Describe(model) is not { } wanted)
        {
            throw new UserErrorException(
                $"{model} is no tensorized model of envs/models.yaml: expected one with tensorized_from."
            );
        }

        var path = PathOf(model);
        try
        {
            if (!IsVerified(path, wanted, progress, cancellation))
            {
                await MakeAsync(wanted, from, path, progress, cancellation);
            }

            var mark = TensorizedMark.Read(path)!;
            return new ModelFiles(Describe(model)!, path, [.. mark.Files.Select(f => Path.Combine(path, f.Name))]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException(
                $"{path} cannot be written ({e.Message.TrimEnd('.')}): make room, or name another folder with --store.",
                e
            );
        }
    }

    private TensorizedFrom? Find(string model) => _catalog.Find(model)?.Tensorized;

    private string PathOf(string model) => Path.Combine(_folder, model);

    // The file of another version cannot be read; that the engine's other packages change does not matter to it.
    private string MadeFrom(TensorizedFrom from, ModelSource source) =>
        Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes($"tensorized\n{source.Digest}\n{_tensorizer.Version(from)}\n"))
        );

    private async Task MakeAsync(
        ModelSource wanted,
        TensorizedFrom from,
        string path,
        IWorkProgress progress,
        CancellationToken cancellation
    )
    {
        var environment = _tensorizer.Require(wanted.Name, from);
        var files = await _sources.EnsureAsync(from.Model, progress, cancellation);
        // What it is made from may have become known only now, such as the commit of a branch.
        var source = Describe(wanted.Name)!;
        _system.CreateDirectory(_folder);
        RefuseFullDisk(wanted.Name, files.Source.Bytes);
        await new ModelFolder(path, _system).BuildAsync(
            partial => FillAsync(source, environment, files, partial, progress, cancellation),
            () => IsAsLookedAt(path, source)
        );
        progress.Report(What(wanted.Name), 1);
    }

    private async Task FillAsync(
        ModelSource wanted,
        InstalledEnvironment environment,
        ModelFiles source,
        string folder,
        IWorkProgress progress,
        CancellationToken cancellation
    )
    {
        string[] others = [.. source.Files.Where(f => !HubSelection.IsWeights(f))];
        foreach (var file in others)
        {
            await using var input = File.OpenRead(file);
            await using var output = _system.Create(Path.Combine(folder, Path.GetFileName(file)));
            await input.CopyToAsync(output, cancellation);
            _system.Sync(output);
        }

        progress.Report(What(wanted.Name), null);
        await _tensorizer.RunAsync(
            environment,
            wanted.Name,
            source.Path,
            Path.Combine(folder, WeightsName),
            Path.Combine(_folder, wanted.Name + ".log"),
            bytes => progress.Report(What(wanted.Name), Math.Min(0.999, (double)bytes / source.Source.Bytes)),
            cancellation
        );
        TensorizedMark
            .Of(folder, [WeightsName, .. others.Select(o => Path.GetFileName(o))], wanted.Digest, cancellation)
            .Write(folder, _system);
    }

    // Reading a whole model for each run would warm what must be cold: once the files were looked at, their sizes and times
    // stand for them.
    private bool IsVerified(string path, ModelSource wanted, IWorkProgress progress, CancellationToken cancellation)
    {
        if (TensorizedMark.Read(path) is not { } mark || mark.MadeFrom != wanted.Digest || !mark.HasSizes(path))
        {
            return false;
        }

        if (mark.HasTimes(path))
        {
            return true;
        }

        progress.Report($"check of {wanted.Name}", null);
        var seen = TensorizedMark.Of(path, mark.Files.Select(f => f.Name), mark.MadeFrom, cancellation);
        progress.Report($"check of {wanted.Name}", 1);
        if (!seen.Files.Select(f => (f.Name, f.Sha256)).SequenceEqual(mark.Files.Select(f => (f.Name, f.Sha256))))
        {
            return false;
        }

        seen.Write(path, _system);
        return true;
    }

    private static bool IsAsLookedAt(string path, ModelSource wanted) =>
        TensorizedMark.Read(path) is { } mark && mark.MadeFrom == wanted.Digest && mark.HasTimes(path);

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

    private static string What(string name) => $"model {name}";
}
