using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Refigure.Files;

namespace Refigure.Patches;

/// <summary>
/// Applies patches to installed packages or a source tree, and takes them back. Every result is made and checked before the first
/// file is replaced; each file is replaced whole, so that an interrupted call leaves files that are old or new, and the next
/// call goes on. (pip's RECORD keeps the old hashes: it describes what was installed, and pip does not check it.)
/// </summary>
/// <param name="system">What changes files.</param>
public sealed class Patcher(IFileSystem system)
{
    /// <summary>In which state the files are.</summary>
    /// <exception cref="UserErrorException">A file is missing, or neither the old nor the new one.</exception>
    public static PatchState State(PatchSeries series, string root)
    {
        ArgumentNullException.ThrowIfNull(series);
        var patched = series.Files.Count(f => IsPatched(series, f, root));
        return patched == 0 ? PatchState.Unpatched
            : patched == series.Files.Length ? PatchState.Patched
            : PatchState.Half;
    }

    /// <summary>Applies the patches to all files that do not have them.</summary>
    /// <param name="series">The patches.</param>
    /// <param name="root">The folder that the paths are relative to, absolute.</param>
    /// <returns>The files that were changed.</returns>
    /// <exception cref="UserErrorException">A file is not what it should be; nothing was changed.</exception>
    public ImmutableArray<string> Apply(PatchSeries series, string root)
    {
        ArgumentNullException.ThrowIfNull(series);
        return Change(series, root, series.Diffs, unless: true, f => f.After);
    }

    /// <summary>Takes the patches back from all files that have them.</summary>
    /// <param name="series">The patches.</param>
    /// <param name="root">The folder that the paths are relative to, absolute.</param>
    /// <returns>The files that were changed.</returns>
    /// <exception cref="UserErrorException">A file is not what it should be; nothing was changed.</exception>
    public ImmutableArray<string> Reverse(PatchSeries series, string root)
    {
        ArgumentNullException.ThrowIfNull(series);
        return Change(
            series,
            root,
            [.. series.Diffs.Reverse().Select(d => d.Reversed())],
            unless: false,
            f => f.Before
        );
    }

    private ImmutableArray<string> Change(
        PatchSeries series,
        string root,
        ImmutableArray<UnifiedDiff> diffs,
        bool unless,
        Func<PatchedFile, string> wanted
    )
    {
        PatchedFile[] todo = [.. series.Files.Where(f => IsPatched(series, f, root) != unless)];
        var results = todo.Select(file => (file, Content: Result(series, file, root, diffs, wanted(file)))).ToArray();
        foreach (var (file, content) in results)
        {
            Replace(PathOf(root, file), content);
        }

        return [.. todo.Select(f => f.Path)];
    }

    private static byte[] Result(
        PatchSeries series,
        PatchedFile file,
        string root,
        ImmutableArray<UnifiedDiff> diffs,
        string wanted
    )
    {
        var text = Encoding.UTF8.GetString(File.ReadAllBytes(PathOf(root, file)));
        foreach (var diff in diffs.Where(d => d.Path == file.Path))
        {
            text = diff.Apply(text);
        }

        var content = Encoding.UTF8.GetBytes(text);
        return Digest(content) == wanted
            ? content
            : throw new UserErrorException(
                $"{file.Path} would come out with SHA-256 {Digest(content)}, but patches/{series.Name}/expected.yaml says {wanted}: the patches and that file do not fit. Nothing was changed."
            );
    }

    private static bool IsPatched(PatchSeries series, PatchedFile file, string root)
    {
        var path = PathOf(root, file);
        if (!File.Exists(path))
        {
            throw new UserErrorException(
                $"{path} is not there, which patches/{series.Name} changes: set the environment up again."
            );
        }

        var digest = Digest(File.ReadAllBytes(path));
        return digest == file.After
            || (
                digest == file.Before
                    ? false
                    : throw new UserErrorException(
                        $"{path} has SHA-256 {digest}, but patches/{series.Name} is for {file.Before}: it is of another version, or was changed. Nothing was changed now."
                    )
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

            system.MoveFile(partial, path);
        }
        finally
        {
            if (File.Exists(partial))
            {
                system.DeleteFile(partial);
            }
        }

        DeleteCompiled(path);
    }

    // Python compares time and size only: a file that was replaced within a second by one of the same size would not be seen.
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

    private static string PathOf(string root, PatchedFile file)
    {
        var path = Path.GetFullPath(file.Path, root);
        return path.StartsWith(Path.GetFullPath(root) + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? path
            : throw new UserErrorException($"'{file.Path}' is no path below the installed packages.");
    }

    private static string Digest(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
