using System.Formats.Tar;
using System.IO.Compression;
using Refigure.Build.Publishing;
using Refigure.Build.Tests.EndToEnd;
using Refigure.Files;

namespace Refigure.Build.Tests.Publishing;

public sealed class ReleaseArchiveTests : IDisposable
{
    private static readonly ReleaseEntry[] Entries =
    [
        ReleaseEntry.Text("a/start", "go", isProgram: true),
        ReleaseEntry.Text("a/b/text", "words"),
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_same_files_make_the_same_archive_in_whatever_order_they_come()
    {
        foreach (var name in new[] { "x.tar.gz", "x.zip" })
        {
            new ReleaseArchive(PhysicalFileSystem.Instance).Pack(Entries, _folder[name]);
            new ReleaseArchive(PhysicalFileSystem.Instance).Pack(Entries.Reverse(), _folder["again-" + name]);
            File.ReadAllBytes(_folder["again-" + name]).ShouldBe(File.ReadAllBytes(_folder[name]));
        }

        Directory.GetFiles(_folder.Root).Length.ShouldBe(4);
    }

    [Fact]
    public void What_can_be_started_can_be_started_where_it_is_unpacked()
    {
        new ReleaseArchive(PhysicalFileSystem.Instance).Pack(Entries, _folder["x.tar.gz"]);

        using var plain = new GZipStream(File.OpenRead(_folder["x.tar.gz"]), CompressionMode.Decompress);
        using var tar = new TarReader(plain);
        var first = tar.GetNextEntry()!;
        (first.Name, first.Mode.HasFlag(UnixFileMode.UserExecute)).ShouldBe(("a/b/text", false));
        var second = tar.GetNextEntry()!;
        (second.Name, second.Mode.HasFlag(UnixFileMode.OtherExecute)).ShouldBe(("a/start", true));
    }
}
