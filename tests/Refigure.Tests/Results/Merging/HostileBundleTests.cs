using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Refigure.Tests.Results.Bundles;

namespace Refigure.Tests.Results.Merging;

/// <summary>An archive that is not, entry by entry, what its manifest says is refused with a sentence, and nothing is written.</summary>
public sealed class HostileBundleTests : IDisposable
{
    private const string Run = "model-sweep/n1/yi-6b/warm-1";
    private readonly TemporaryFolder _folder = new();
    private readonly string _bundle;
    private readonly string _mine;

    public HostileBundleTests()
    {
        _bundle = _folder["b.tar.gz"];
        _mine = _folder["mine"];
        SampleRuns.Store(_folder["theirs"], SampleRuns.Identity(1));
        TestBundles.Pack(_folder["theirs"], _bundle);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("../../evil")]
    [InlineData("/etc/evil")]
    [InlineData("model-sweep/n1/yi-6b/warm-1/../../../../../evil")]
    [InlineData("C:\\evil")]
    public void An_entry_that_the_manifest_does_not_list_is_refused(string name)
    {
        var entries = TestBundles.Entries(_bundle);
        entries[2] = (name, entries[2].Content);
        TestBundles.Write(_bundle, entries);

        ShouldRefuse("does not list there");
    }

    [Theory]
    [InlineData("model-sweep/n1/yi-6b/warm-1", "../n1/yi-6b/warm-1", "is no run folder")]
    [InlineData("model-sweep/n1/yi-6b/warm-1", "/n1/yi-6b/warm-1", "is no run folder")]
    [InlineData("model-sweep/n1/yi-6b/warm-1", "model-sweep/n1/.hidden/warm-1", "is no run folder")]
    [InlineData("model-sweep/n1/yi-6b/warm-1", "model-sweep/n1/yi-6b/warm-01", "is no run folder")]
    [InlineData("model-sweep/n1/yi-6b/warm-1", "model-sweep/n1/CON/warm-1", "is no run folder")]
    [InlineData("model-sweep/n1/yi-6b/warm-1", "model-sweep/n1/other/warm-1", "does not list there")]
    [InlineData("\"engine.log\"", "\"../engine.log\"", "is no name of a file")]
    [InlineData("\"engine.log\"", "\"a\\\\b\"", "is no name of a file")]
    [InlineData("\"engine.log\"", "\"samples.csv\"", "are not those that its run.json lists")]
    [InlineData("\"engine.log\"", "\"RUN.JSON\"", "twice, or in two spellings")]
    [InlineData("\"node\": \"n1\"", "\"node\": \"n2\"", "is not of its node n2")]
    [InlineData("\"version\": 1", "\"version\": 2", "its version is 2, and this Refigure reads 1")]
    [InlineData("refigure-bundle", "another-bundle", "format is not refigure-bundle")]
    [InlineData("\"sha256\": \"", "\"sha256\": \"0", "is not what its manifest.json says (SHA-256)")]
    [InlineData("\"sha256\"", "\"sum\"", "lacks its sha256")]
    [InlineData("{", "", "the file is not an object")]
    [InlineData("\"hash\": ", "", "it is no JSON")]
    [InlineData("\"bytes\": ", "\"bytes\": -", "the size of")]
    [InlineData("\"bytes\": ", "\"bytes\": 9", "is not what its manifest.json says (SHA-256)")]
    [InlineData("\"bytes\": ", "\"bytes\": 9999999", "which no results are")]
    [InlineData("\"bytes\": ", "\"bytes\": 99999999999999", "the size of")]
    public void A_manifest_that_lies_is_refused(string what, string lie, string why)
    {
        TestBundles.Rewrite(
            _bundle,
            text =>
            {
                text.ShouldContain(what);
                var at = text.IndexOf(what, StringComparison.Ordinal);
                return text[..at] + lie + text[(at + what.Length)..];
            }
        );

        ShouldRefuse(why);
    }

    [Theory]
    [InlineData(TarEntryType.SymbolicLink, "is a link")]
    [InlineData(TarEntryType.HardLink, "is a link")]
    [InlineData(TarEntryType.CharacterDevice, "is a device")]
    [InlineData(TarEntryType.BlockDevice, "is a device")]
    [InlineData(TarEntryType.Fifo, "is a pipe")]
    [InlineData(TarEntryType.Directory, "is a folder")]
    public void What_is_no_file_is_refused(TarEntryType type, string why)
    {
        var entries = TestBundles.Entries(_bundle);
        var odd = new GnuTarEntry(type, $"{Run}/engine.log");
        if (type is TarEntryType.SymbolicLink or TarEntryType.HardLink)
        {
            odd.LinkName = "/etc/passwd";
        }

        TestBundles.WriteEntries(_bundle, [Entry(entries[0]), Entry(entries[1]), odd]);

        ShouldRefuse(why);
    }

    [Fact]
    public void Extended_headers_are_refused()
    {
        var entries = TestBundles.Entries(_bundle);
        TestBundles.WriteEntries(
            _bundle,
            entries.Select(e => new PaxTarEntry(TarEntryType.RegularFile, e.Name)
            {
                DataStream = new MemoryStream(e.Content),
            })
        );

        ShouldRefuse("is an extended header");
    }

    [Fact]
    public void A_file_that_comes_twice_is_refused()
    {
        var entries = TestBundles.Entries(_bundle);
        TestBundles.Write(_bundle, [.. entries, entries[2]]);

        ShouldRefuse("does not list there");
    }

    [Fact]
    public void A_file_that_is_missing_is_refused()
    {
        var entries = TestBundles.Entries(_bundle);
        TestBundles.Write(_bundle, entries[..2]);

        ShouldRefuse($"lacks {Run}/engine.log");
    }

    [Fact]
    public void A_file_that_is_another_one_of_the_same_length_is_refused()
    {
        var entries = TestBundles.Entries(_bundle);
        entries[2].Content[0] ^= 1;
        TestBundles.Write(_bundle, entries);

        ShouldRefuse("is not what its manifest.json says (SHA-256)");
    }

    [Fact]
    public void A_gzipped_log_that_unpacks_to_more_than_its_record_says_is_refused()
    {
        SampleRuns.Store(_folder["gz"], SampleRuns.Identity(1), compress: true);
        TestBundles.Pack(_folder["gz"], _bundle);
        using var bomb = new MemoryStream();
        using (var gzip = new GZipStream(bomb, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            gzip.Write(new byte[50 << 20]);
        }

        var entries = TestBundles.Entries(_bundle);
        var text = Encoding.UTF8.GetString(entries[0].Content);
        var old = entries[2].Content;
        text = text.Replace(Sum(old), Sum(bomb.ToArray()), StringComparison.Ordinal)
            .Replace($"\"bytes\": {old.Length}", $"\"bytes\": {bomb.Length}", StringComparison.Ordinal);
        entries[0] = (entries[0].Name, Encoding.UTF8.GetBytes(text));
        entries[2] = (entries[2].Name, bomb.ToArray());
        TestBundles.Write(_bundle, entries);

        ShouldRefuse("is not the one that its run.json lists");
    }

    [Fact]
    public void An_archive_of_zeros_is_refused_before_it_fills_the_disk()
    {
        TestBundles.Rewrite(
            _bundle,
            text =>
                text.Replace($"\"bytes\": {SampleRuns.Log.Length}", $"\"bytes\": {1L << 30}", StringComparison.Ordinal)
        );

        ShouldRefuse("which no results are");
    }

    [Fact]
    public void An_archive_that_was_cut_off_is_refused_wherever_it_was_cut()
    {
        var whole = File.ReadAllBytes(_bundle);
        for (var length = 2; length < whole.Length; length++)
        {
            File.WriteAllBytes(_bundle, whole[..length]);
            ShouldRefuse("is refused");
        }
    }

    [Fact]
    public void An_archive_with_a_flipped_bit_is_refused_or_still_says_the_same()
    {
        var whole = File.ReadAllBytes(_bundle);
        for (var i = 0; i < whole.Length; i++)
        {
            var bytes = whole.ToArray();
            bytes[i] ^= 0x10;
            File.WriteAllBytes(_bundle, bytes);
            try
            {
                TestMerge.Into(_mine, _bundle).New.ShouldBe(1);
                File.ReadAllText(Path.Combine(_mine, Run, "engine.log")).ShouldBe(SampleRuns.Log, $"byte {i}");
                // The time in its header, or another way to write down the same.
                Plain(bytes).ShouldBe(Plain(whole), $"byte {i}");
                Directory.Delete(_mine, recursive: true);
            }
            catch (UserErrorException)
            {
                TestMerge.Listing(_mine).ShouldBeEmpty($"byte {i}");
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_follows_behind_the_end_is_refused(bool inside)
    {
        if (inside)
        {
            byte[] plain = [.. Plain(File.ReadAllBytes(_bundle)), .. "garbage"u8];
            using var packed = new GZipStream(File.Create(_bundle), CompressionLevel.Fastest);
            packed.Write(plain);
        }
        else
        {
            File.AppendAllText(_bundle, "garbage");
        }

        ShouldRefuse("follows behind its end");
    }

    [Fact]
    public void An_archive_of_something_else_is_no_bundle()
    {
        TestBundles.Write(_bundle, [("readme.txt", "hello"u8.ToArray())]);

        ShouldRefuse("does not begin with manifest.json");
    }

    private static GnuTarEntry Entry((string Name, byte[] Content) e) =>
        new(TarEntryType.RegularFile, e.Name) { DataStream = new MemoryStream(e.Content) };

    private static byte[] Plain(byte[] archive)
    {
        using var plain = new MemoryStream();
        using var gzip = new GZipStream(new MemoryStream(archive), CompressionMode.Decompress);
        gzip.CopyTo(plain);
        return plain.ToArray();
    }

    private static string Sum(byte[] content) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content));

    private void ShouldRefuse(string why)
    {
        var e = Should.Throw<UserErrorException>(() => TestMerge.Into(_mine, _bundle));
        e.Message.ShouldStartWith($"{_bundle} is refused, and nothing of it was taken over: ");
        e.Message.ShouldContain(why);
        e.Message.ShouldNotContain("\n");
        TestMerge.Listing(_mine).ShouldBeEmpty();
        Directory.GetFiles(Path.GetDirectoryName(_folder.Root)!, "evil*").ShouldBeEmpty();
    }
}
