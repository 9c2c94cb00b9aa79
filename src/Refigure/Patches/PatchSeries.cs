using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Refigure.Patches;

/// <summary>
/// The patches of one engine version, a folder such as <c>patches/vllm-0.25.1</c>: <c>series</c> names the diffs in their order,
/// <c>expected.yaml</c> what each file must be before and after, and which lines a start must print.
/// </summary>
public sealed class PatchSeries
{
    private const string SeriesName = "series";
    private const string Extension = ".patch";

    private PatchSeries(
        string name,
        ImmutableArray<UnifiedDiff> diffs,
        ImmutableSortedDictionary<string, string> hashes,
        ExpectedFile expected
    )
    {
        Name = name;
        Diffs = diffs;
        Hashes = hashes;
        Files = expected.Files;
        Lines = expected.Lines;
    }

    /// <summary>The name: the folder in <c>patches/</c>.</summary>
    public string Name { get; }

    /// <summary>SHA-256 of each patch, by file name.</summary>
    public ImmutableSortedDictionary<string, string> Hashes { get; }

    /// <summary>The files that are changed.</summary>
    public ImmutableArray<PatchedFile> Files { get; }

    /// <summary>What a start prints.</summary>
    public ImmutableArray<ExpectedLine> Lines { get; }

    internal ImmutableArray<UnifiedDiff> Diffs { get; }

    /// <summary>Reads a folder.</summary>
    /// <exception cref="UserErrorException">It is wrong: file, line, what was expected.</exception>
    public static PatchSeries Read(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var name = Path.GetFileName(folder);
        var diffs = ImmutableArray.CreateBuilder<UnifiedDiff>();
        var hashes = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var patch in Listed(folder, name))
        {
            var content = Content(folder, name, patch);
            diffs.Add(UnifiedDiff.Read($"patches/{name}/{patch}", Encoding.UTF8.GetString(content)));
            hashes[patch] = Convert.ToHexStringLower(SHA256.HashData(content));
        }

        var named = $"patches/{name}/{ExpectedFile.FileName}";
        var expected = ExpectedFile.Read(Encoding.UTF8.GetString(Content(folder, name, ExpectedFile.FileName)), named);
        if (diffs.FirstOrDefault(d => expected.Files.All(f => f.Path != d.Path)) is { } unnamed)
        {
            throw new UserErrorException(
                $"{named} does not name {unnamed.Path}, which {unnamed.Name} changes: expected its SHA-256 before and after."
            );
        }

        if (expected.Files.FirstOrDefault(f => diffs.All(d => d.Path != f.Path)) is { } unchanged)
        {
            throw new UserErrorException(
                $"{named} names {unchanged.Path}, which no patch of patches/{name}/{SeriesName} changes."
            );
        }

        return new PatchSeries(name, diffs.ToImmutable(), hashes.ToImmutable(), expected);
    }

    // What lies there and is not listed would be taken for applied.
    private static List<string> Listed(string folder, string name)
    {
        var listed = new List<string>();
        var text = Encoding.UTF8.GetString(Content(folder, name, SeriesName));
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (line[0] == '#')
            {
                continue;
            }

            if (line != Path.GetFileName(line) || !line.EndsWith(Extension, StringComparison.Ordinal))
            {
                throw new UserErrorException(
                    $"patches/{name}/{SeriesName} has '{line}': expected names of files such as model-init.patch."
                );
            }

            if (listed.Contains(line, StringComparer.Ordinal))
            {
                throw new UserErrorException($"patches/{name}/{SeriesName} has {line} twice: expected it once.");
            }

            listed.Add(line);
        }

        return
            Directory
                .EnumerateFiles(folder, "*" + Extension)
                .Select(Path.GetFileName)
                .Except(listed, StringComparer.Ordinal)
                .FirstOrDefault()
                is { } forgotten
            ? throw new UserErrorException(
                $"patches/{name}/{SeriesName} does not list {forgotten}, which lies beside it: list it, or delete it."
            )
            : listed;
    }

    private static byte[] Content(string folder, string name, string file)
    {
        try
        {
            return File.ReadAllBytes(Path.Combine(folder, file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException(
                $"patches/{name}/{file} cannot be read ({e.Message.TrimEnd('.')}): restore it.",
                e
            );
        }
    }
}
