using System.Formats.Tar;
using System.IO.Compression;
using Refigure.Files;

namespace Refigure.Build.Publishing;

/// <summary>Packs a release: the same bytes for the same files, there whole or not at all.</summary>
/// <param name="files">Writes it.</param>
internal sealed class ReleaseArchive(IFileSystem files)
{
    private const UnixFileMode Readable =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Startable =
        Readable | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    // What unzip asks of a file, as stat's st_mode has it.
    private const int RegularFile = 0x8000;

    // The oldest that a zip file can say.
    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Packs them as a zip file or a gzipped tar file, as the name's ending says.</summary>
    /// <param name="entries">The files.</param>
    /// <param name="to">The archive; one that is there is replaced.</param>
    public void Pack(IEnumerable<ReleaseEntry> entries, string to)
    {
        var partial = $"{to}.{Environment.ProcessId}";
        var ordered = entries.OrderBy(e => e.Name, StringComparer.Ordinal);
        try
        {
            using (var file = files.Create(partial))
            {
                if (to.EndsWith(".zip", StringComparison.Ordinal))
                {
                    Zip(ordered, file);
                }
                else
                {
                    Tar(ordered, file);
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

    private static void Tar(IEnumerable<ReleaseEntry> entries, Stream file)
    {
        using var compressed = new GZipStream(file, CompressionLevel.SmallestSize, leaveOpen: true);
        using var tar = new TarWriter(compressed, TarEntryFormat.Pax);
        foreach (var entry in entries)
        {
            using var content = entry.Open();
            tar.WriteEntry(
                new PaxTarEntry(TarEntryType.RegularFile, entry.Name)
                {
                    DataStream = content,
                    Mode = entry.IsProgram ? Startable : Readable,
                    ModificationTime = Epoch,
                }
            );
        }
    }

    private static void Zip(IEnumerable<ReleaseEntry> entries, Stream file)
    {
        using var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var entry in entries)
        {
            var made = zip.CreateEntry(entry.Name, CompressionLevel.SmallestSize);
            made.LastWriteTime = Epoch;
            made.ExternalAttributes = (RegularFile | (int)(entry.IsProgram ? Startable : Readable)) << 16;
            using var content = entry.Open();
            using var target = made.Open();
            content.CopyTo(target);
        }
    }
}
