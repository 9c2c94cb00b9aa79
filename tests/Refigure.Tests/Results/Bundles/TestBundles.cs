using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Refigure.Files;
using Refigure.Results;
using Refigure.Results.Bundles;
using Refigure.Secrets;

namespace Refigure.Tests.Results.Bundles;

/// <summary>Bundles, and archives that only look like some.</summary>
internal static class TestBundles
{
    /// <summary>Packs all runs of a root.</summary>
    public static BundleManifest Pack(string root, string path, SecretMask? secrets = null)
    {
        RunRecord[] runs = [.. RunFolder.List(root).Select(folder => RunFolder.Read(root, folder))];
        return new BundleWriter(PhysicalFileSystem.Instance, secrets ?? SecretMask.None).Write(
            root,
            runs[0].Identity.Node,
            runs,
            path
        );
    }

    /// <summary>The entries of an archive as .NET's own reader sees them.</summary>
    public static List<(string Name, byte[] Content)> Entries(string path)
    {
        using var file = File.OpenRead(path);
        using var gzip = new GZipStream(file, CompressionMode.Decompress);
        using var tar = new TarReader(gzip);
        var entries = new List<(string, byte[])>();
        while (tar.GetNextEntry() is { } entry)
        {
            using var content = new MemoryStream();
            entry.DataStream?.CopyTo(content);
            entries.Add((entry.Name, content.ToArray()));
        }

        return entries;
    }

    /// <summary>Writes an archive of files with .NET's own writer.</summary>
    public static void Write(string path, IEnumerable<(string Name, byte[] Content)> entries) =>
        WriteEntries(
            path,
            entries.Select(e => new GnuTarEntry(TarEntryType.RegularFile, e.Name)
            {
                DataStream = new MemoryStream(e.Content),
            })
        );

    /// <summary>Writes an archive of anything.</summary>
    public static void WriteEntries(string path, IEnumerable<TarEntry> entries)
    {
        using var file = File.Create(path);
        using var gzip = new GZipStream(file, CompressionLevel.Fastest);
        using var tar = new TarWriter(gzip);
        foreach (var entry in entries)
        {
            tar.WriteEntry(entry);
        }
    }

    /// <summary>The same with its manifest changed.</summary>
    public static void Rewrite(string path, Func<string, string> manifest)
    {
        var entries = Entries(path);
        entries[0] = (entries[0].Name, Encoding.UTF8.GetBytes(manifest(Encoding.UTF8.GetString(entries[0].Content))));
        Write(path, entries);
    }
}
