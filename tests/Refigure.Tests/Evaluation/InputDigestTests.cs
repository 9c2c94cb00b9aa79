using Refigure.Evaluation;

namespace Refigure.Tests.Evaluation;

public sealed class InputDigestTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("digest-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_folder_is_what_its_files_are_called_and_hold()
    {
        Write("a/x", "1");
        Write("b", "2");
        var before = InputDigest.OfFolder(_folder);

        File.SetLastWriteTimeUtc(Path.Combine(_folder, "b"), DateTime.UnixEpoch);
        InputDigest.OfFolder(_folder).ShouldBe(before);

        Write("b", "3");
        var changed = InputDigest.OfFolder(_folder);
        changed.ShouldNotBe(before);

        File.Move(Path.Combine(_folder, "b"), Path.Combine(_folder, "c"));
        InputDigest.OfFolder(_folder).ShouldNotBe(changed);
    }

    [Fact]
    public void A_listing_sees_sizes_and_times_without_reading()
    {
        Write("a", "1");
        var before = InputDigest.OfListing(_folder);
        File.SetLastWriteTimeUtc(Path.Combine(_folder, "a"), DateTime.UnixEpoch);
        InputDigest.OfListing(_folder).ShouldNotBe(before);
    }

    [Fact]
    public void What_is_not_there_is_absent_and_a_file_is_itself()
    {
        InputDigest.OfFolder(Path.Combine(_folder, "none")).ShouldBe("absent");
        InputDigest.OfFile(Path.Combine(_folder, "none")).ShouldBe("absent");
        Write("a", "1");
        // SHA-256 of the digit 1.
        InputDigest
            .OfFile(Path.Combine(_folder, "a"))
            .ShouldBe("6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b");
        InputDigest.OfText("1").ShouldBe(InputDigest.OfFile(Path.Combine(_folder, "a")));
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
