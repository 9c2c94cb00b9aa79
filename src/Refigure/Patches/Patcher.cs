using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Refigure.Files;

namespace Refigure.Patches;

/// <summary>
/// Applies patches to installed packages or a source tree, and takes them back. Every result is made and checked before the first
/// file is replaced; each file is replaced whole, so that an interrupted call leaves files that are old or new, and the next
/// call goes on. A new file takes the old one's place and is never written into it: uv's installs share files with its cache.
/// (pip's RECORD keeps the old hashes: it describes what was installed, and pip does not check it.)
/// </summary>
/// <param name="system">What changes files.</param>
public sealed class Patcher(IFileSystem system)
{
    /// <summary>In which state the files are.</summary>
    /// <exception cref="UserErrorException">A file is missing, or neither the old nor the new one.</exception>
    public static PatchState State(PatchSeries series, string root)
    {
        ArgumentNullException.ThrowIfNull(series);
        var patched = series.Files.Count(f => FoundFile.Read(series, f, root).IsPatched);
        return patched == 0 ? PatchState.Unpatched
            : patched == series.Files.Length ? PatchState.Patched
            : PatchState.Half;
    }

    /// <summary>Applies the patches to all files that do not have them.</summary>
    /// <param name="series">The patches.</param>
    /// <param name="root">The folder that the paths are relative to, absolute.</param>
    /// <returns>The files that were changed.</returns>
    /// <exception cref="UserErrorException">
    /// A file is not what it should be, and nothing was changed; or one could not be written.
    /// </exception>
    public ImmutableArray<string> Apply(PatchSeries series, string root)
    {
        ArgumentNullException.ThrowIfNull(series);
        return Change(series, root, series.Diffs, patched: true);
    }

    /// <summary>Takes the patches back from all files that have them.</summary>
    /// <param name="series">The patches.</param>
    /// <param name="root">The folder that the paths are relative to, absolute.</param>
    /// <returns>The files that were changed.</returns>
    /// <exception cref="UserErrorException">
    /// A file is not what it should be, and nothing was changed; or one could not be written.
    /// </exception>
    public ImmutableArray<string> Reverse(PatchSeries series, string root)
    {
        ArgumentNullException.ThrowIfNull(series);
        return Change(series, root, [.. series.Diffs.Reverse().Select(d => d.Reversed())], patched: false);
    }

    private ImmutableArray<string> Change(
        PatchSeries series,
        string root,
        ImmutableArray<UnifiedDiff> diffs,
        bool patched
    )
    {
        FoundFile[] found = [.. series.Files.Select(f => FoundFile.Read(series, f, root))];
        var results = found
            .Where(f => f.IsPatched != patched)
            .Select(f => (File: f, Content: Result(series, f, diffs, patched ? f.Entry.After : f.Entry.Before)))
            .ToArray();
        foreach (var file in found)
        {
            DeleteAbandoned(file.Path);
        }

        foreach (var (file, content) in results)
        {
            try
            {
                Replace(file.Path, content);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new UserErrorException(
                    $"{file.Path} could not be replaced ({e.Message.TrimEnd('.')}): make that folder writable and make room; each file is whole, patched or not, and the same command goes on.",
                    e
                );
            }
        }

        return [.. results.Select(r => r.File.Entry.Path)];
    }

    private static byte[] Result(PatchSeries series, FoundFile file, ImmutableArray<UnifiedDiff> diffs, string wanted)
    {
        var text = Encoding.UTF8.GetString(file.Content);
        foreach (var diff in diffs.Where(d => d.Path == file.Entry.Path))
        {
            text = diff.Apply(text);
        }

        var content = Encoding.UTF8.GetBytes(text);
        var digest = Convert.ToHexStringLower(SHA256.HashData(content));
        return digest == wanted
            ? content
            : throw new UserErrorException(
                $"{file.Entry.Path} would come out with SHA-256 {digest}, but patches/{series.Name}/expected.yaml says {wanted}: the patches and that file do not fit. Nothing was changed."
            );
    }

    private void Replace(string path, byte[] content)
    {
        var partial = PartialName.For(path);
        try
        {
            using (var file = system.Create(partial))
            {
                file.Write(content);
                system.Sync(file);
            }

            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(partial, File.GetUnixFileMode(path));
            }

            // First, so that no interruption leaves the new file with what was compiled from the old one: Python compares
            // only size and whole seconds.
            DeleteCompiled(path);
            system.MoveFile(partial, path);
        }
        finally
        {
            if (File.Exists(partial))
            {
                system.DeleteFile(partial);
            }
        }
    }

    private void DeleteCompiled(string path)
    {
        var folder = Path.Combine(Path.GetDirectoryName(path)!, "__pycache__");
        if (Directory.Exists(folder))
        {
            foreach (var compiled in Directory.GetFiles(folder, Path.GetFileNameWithoutExtension(path) + ".*.pyc"))
            {
                system.DeleteFile(compiled);
            }
        }
    }

    // What a killed call left.
    private void DeleteAbandoned(string path)
    {
        var pattern = Path.GetFileName(path) + PartialName.Infix + "*";
        foreach (
            var partial in Directory.GetFiles(Path.GetDirectoryName(path)!, pattern).Where(PartialName.IsAbandoned)
        )
        {
            system.DeleteFile(partial);
        }
    }
}
