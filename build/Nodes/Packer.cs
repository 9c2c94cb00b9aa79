using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using Refigure.Files;

namespace Refigure.Build.Nodes;

/// <summary>Packs files into an archive that is there whole or not at all.</summary>
/// <param name="files">Writes it.</param>
internal sealed class Packer(IFileSystem files)
{
    private const UnixFileMode Readable =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Startable =
        Readable | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Packs them, unless an archive of that name is there.</summary>
    /// <param name="root">The folder that names are relative to.</param>
    /// <param name="from">The files, absolute.</param>
    /// <param name="name">What the archive is called.</param>
    /// <param name="to">Where it goes.</param>
    /// <param name="program">The file that can be started; null if none.</param>
    public PackedFolder Pack(string root, IEnumerable<string> from, string name, string to, string? program = null) =>
        Pack(from.Select(file => (file, Path.GetRelativePath(root, file).Replace('\\', '/'))), name, to, program);

    /// <summary>The same with the names that are said.</summary>
    public PackedFolder Pack(
        IEnumerable<(string File, string Name)> from,
        string name,
        string to,
        string? program = null
    )
    {
        if (!File.Exists(to))
        {
            files.CreateDirectory(Path.GetDirectoryName(to)!);
            var partial = $"{to}.{Environment.ProcessId}-{Guid.NewGuid():N}";
            try
            {
                using (var file = files.CreateNew(partial))
                {
                    using var compressed = new GZipStream(file, CompressionLevel.Optimal);
                    using var tar = new TarWriter(compressed, TarEntryFormat.Pax);
                    foreach (var (path, packed) in from.OrderBy(f => f.Name, StringComparer.Ordinal))
                    {
                        Write(tar, path, packed, program);
                    }
                }

                files.MoveFile(partial, to);
            }
            catch
            {
                files.DeleteFile(partial);
                throw;
            }
        }

        using var content = File.OpenRead(to);
        return new PackedFolder(name, to, Convert.ToHexStringLower(SHA256.HashData(content)));
    }

    private static void Write(TarWriter tar, string path, string name, string? program)
    {
        using var content = File.OpenRead(path);
        tar.WriteEntry(
            new PaxTarEntry(TarEntryType.RegularFile, name)
            {
                DataStream = content,
                Mode = name == program ? Startable : Readable,
                ModificationTime = DateTimeOffset.UnixEpoch,
            }
        );
    }
}
