using System.Globalization;
using System.Text;
using Refigure.Files;

namespace Refigure.Environments;

/// <summary>
/// Where an environment is installed: <c>NAME/LOCK</c>, where LOCK is the beginning of the lock hash. It is built under another
/// name and renamed when it is whole; a mark in it names the lock.
/// </summary>
/// <param name="spec">The environment.</param>
/// <param name="folder">The folder that holds a folder for each environment, absolute.</param>
/// <param name="system">What changes files.</param>
internal sealed class EnvironmentPrefix(EnvironmentSpec spec, string folder, IFileSystem system)
{
    private const string MarkName = "refigure-lock.txt";
    private const int HashLength = 12;

    /// <summary>The folder, absolute.</summary>
    public string Path { get; } = System.IO.Path.Combine(folder, PlaceOf(spec));

    /// <summary>The folder below the one that holds all environments, with forward slashes.</summary>
    public static string PlaceOf(EnvironmentSpec spec) => $"{spec.Name}/{spec.LockHash[..HashLength]}";

    /// <summary>Whether it is there, just as its lock says.</summary>
    public bool IsInstalled
    {
        get
        {
            var mark = System.IO.Path.Combine(Path, MarkName);
            return File.Exists(mark) && File.ReadAllText(mark).Trim() == spec.LockHash;
        }
    }

    /// <summary>Where all that was said while it was set up is kept.</summary>
    public string Log => Path + ".setup.log";

    /// <summary>Takes it away; a process that ends meanwhile leaves it there or not, and never half of it under its name.</summary>
    public void Remove()
    {
        if (Directory.Exists(Path))
        {
            var gone = PartialName.For(Path);
            system.MoveDirectory(Path, gone);
            system.DeleteDirectory(gone);
        }
    }

    /// <summary>Builds it under another name, and puts it in place.</summary>
    /// <param name="bytes">What it takes on disk.</param>
    /// <param name="freeDisk">Tells the free bytes of a path's file system.</param>
    /// <param name="build">Fills the folder that it is given.</param>
    /// <exception cref="UserErrorException">The disk is too full, or cannot be written.</exception>
    public async Task BuildAsync(long bytes, Func<string, long> freeDisk, Func<string, Task> build)
    {
        RefuseFullDisk(bytes, freeDisk);
        try
        {
            system.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
            DeleteLeftovers();
            var partial = PartialName.For(Path);
            try
            {
                system.CreateDirectory(partial);
                await build(partial);
                Write(System.IO.Path.Combine(partial, MarkName), Encoding.UTF8.GetBytes(spec.LockHash + "\n"));
                PutInPlace(partial);
            }
            finally
            {
                system.DeleteDirectory(partial);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException(
                $"{Path} cannot be written ({e.Message.TrimEnd('.')}): make room, or name another folder with --store.",
                e
            );
        }
    }

    /// <summary>Writes a file of it, whole on the disk when this returns.</summary>
    public void Write(string path, byte[] content)
    {
        using var file = system.Create(path);
        file.Write(content);
        system.Sync(file);
    }

    // What lies there without the right mark is no environment; one with it was made by another process in the meantime.
    private void PutInPlace(string partial)
    {
        if (!IsInstalled)
        {
            system.DeleteDirectory(Path);
            try
            {
                system.MoveDirectory(partial, Path);
            }
            catch (IOException) when (IsInstalled) { }
        }
    }

    // Of any version of the environment: what a process that is gone did not finish.
    private void DeleteLeftovers()
    {
        var home = System.IO.Path.GetDirectoryName(Path)!;
        const string Pattern = $"*{PartialName.Infix}*";
        foreach (var leftover in Directory.GetDirectories(home, Pattern).Where(PartialName.IsAbandoned))
        {
            system.DeleteDirectory(leftover);
        }

        foreach (var leftover in Directory.GetFiles(home, Pattern).Where(PartialName.IsAbandoned))
        {
            system.DeleteFile(leftover);
        }
    }

    private void RefuseFullDisk(long bytes, Func<string, long> freeDisk)
    {
        if (freeDisk(folder) is var free && free < bytes)
        {
            throw new UserErrorException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{spec.Name} takes {bytes / 1e6:0} MB, but {folder} has {free / 1e6:0} MB free: make room, or name another folder with --store."
                )
            );
        }
    }
}
