namespace Refigure.Files;

/// <summary>The machine's own file system.</summary>
public sealed class PhysicalFileSystem : IFileSystem
{
    /// <summary>The one instance.</summary>
    public static PhysicalFileSystem Instance { get; } = new();

    private PhysicalFileSystem() { }

    /// <inheritdoc />
    public void CreateDirectory(string path) => Directory.CreateDirectory(path);

    /// <inheritdoc />
    public Stream Create(string path) => new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read);

    /// <inheritdoc />
    public Stream CreateNew(string path) => new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);

    /// <inheritdoc />
    public Stream OpenWrite(string path) =>
        new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);

    /// <inheritdoc />
    public void CreateLink(string path, string target) => File.CreateSymbolicLink(path, target);

    /// <inheritdoc />
    public void Sync(Stream stream)
    {
        if (stream is FileStream file)
        {
            file.Flush(flushToDisk: true);
        }
    }

    /// <inheritdoc />
    public void MoveFile(string from, string to) => File.Move(from, to, overwrite: true);

    /// <inheritdoc />
    public void MoveDirectory(string from, string to) => Directory.Move(from, to);

    /// <inheritdoc />
    public void DeleteFile(string path) => File.Delete(path);

    /// <inheritdoc />
    public void DeleteDirectory(string path)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
    }
}
