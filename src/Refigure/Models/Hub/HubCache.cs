using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Refigure.Files;

namespace Refigure.Models.Hub;

/// <summary>
/// Where a model lies, as the hub's own tools lay it out (huggingface_hub, "Understand caching"): <c>blobs/DIGEST</c> holds
/// content, <c>snapshots/COMMIT/PATH</c> are links to it, <c>refs/REVISION</c> names a commit. A list beside them says which
/// snapshots are whole and what was checked of them.
/// </summary>
/// <param name="hub">The folder of all models (<c>HF_HOME/hub</c>), absolute.</param>
/// <param name="id">The model, <c>owner/name</c>.</param>
/// <param name="system">What changes files.</param>
internal sealed class HubCache(string hub, string id, IFileSystem system)
{
    private const char Separator = '\t';

    /// <summary>The model's folder.</summary>
    public string Folder { get; } = Path.Combine(hub, "models--" + id.Replace("/", "--", StringComparison.Ordinal));

    /// <summary>Where a file's content lies.</summary>
    public string Blob(HubFile file) => Path.Combine(Folder, "blobs", file.Tag);

    /// <summary>Where a commit's files lie.</summary>
    public string Snapshot(string commit) => Path.Combine(Folder, "snapshots", commit);

    /// <summary>The commit that a revision was when it was fetched; null if it was not.</summary>
    public string? Pinned(string revision)
    {
        var path = Reference(revision);
        return File.Exists(path) ? File.ReadAllText(path).Trim() : null;
    }

    /// <summary>The files of a snapshot; null if they are not there, or not as they were checked.</summary>
    /// <param name="commit">The commit.</param>
    /// <param name="weights">Whether those with weights are asked for, too.</param>
    public ImmutableArray<HubFile>? Checked(string commit, bool weights) =>
        Listed(commit, weights: true) is { } all ? (weights ? all : all.RemoveAll(HubSelection.IsWeights))
        : weights ? null
        : Listed(commit, weights: false);

    private ImmutableArray<HubFile>? Listed(string commit, bool weights)
    {
        var list = List(commit, weights);
        if (!File.Exists(list))
        {
            return null;
        }

        var files = ImmutableArray.CreateBuilder<HubFile>();
        foreach (var line in File.ReadLines(list))
        {
            if (
                line.Split(Separator) is not [var path, var bytes, var blob, var sha256]
                || !long.TryParse(bytes, NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            )
            {
                return null;
            }

            var file = new HubFile(path, size, blob, sha256.Length > 0 ? sha256 : null);
            if (
                new FileInfo(Blob(file)) is not { Exists: true } content
                || content.Length != size
                || !File.Exists(Path.Combine(Snapshot(commit), path))
            )
            {
                return null;
            }

            files.Add(file);
        }

        return files.ToImmutable();
    }

    /// <summary>Makes the snapshot of files whose content is there; the list last.</summary>
    /// <param name="revision">What was asked for: a branch, or the commit.</param>
    /// <param name="commit">The commit.</param>
    /// <param name="files">The files.</param>
    /// <param name="weights">Whether those with weights are among them.</param>
    public void Complete(string revision, string commit, ImmutableArray<HubFile> files, bool weights)
    {
        foreach (var file in files)
        {
            var link = Path.Combine(Snapshot(commit), file.Path.Replace('/', Path.DirectorySeparatorChar));
            system.CreateDirectory(Path.GetDirectoryName(link)!);
            if (!File.Exists(link))
            {
                // One that leads nowhere is there, too.
                system.DeleteFile(link);
                system.CreateLink(link, Path.GetRelativePath(Path.GetDirectoryName(link)!, Blob(file)));
            }
        }

        if (revision != commit)
        {
            Write(Reference(revision), commit);
        }

        Write(
            List(commit, weights),
            string.Concat(
                files.Select(f =>
                    string.Create(CultureInfo.InvariantCulture, $"{f.Path}\t{f.Bytes}\t{f.Blob}\t{f.Sha256}\n")
                )
            )
        );
    }

    private string Reference(string revision) => Path.Combine(Folder, "refs", revision);

    // Two lists, so that a snapshot without weights is never taken for a whole one.
    private string List(string commit, bool weights) =>
        Path.Combine(Folder, weights ? "refigure-whole" : "refigure-without-weights", commit + ".tsv");

    private void Write(string path, string text)
    {
        system.CreateDirectory(Path.GetDirectoryName(path)!);
        var partial = PartialName.For(path);
        using (var file = system.Create(partial))
        {
            file.Write(Encoding.UTF8.GetBytes(text));
            system.Sync(file);
        }

        system.MoveFile(partial, path);
    }
}
