using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Refigure.Catalog;

namespace Refigure.Patches;

/// <summary>
/// The patches of one engine version, a folder such as <c>patches/vllm-0.25.1</c>: <c>series</c> names the diffs in their order,
/// <c>expected.yaml</c> what each file must be before and after, and which lines a start must print.
/// </summary>
public sealed class PatchSeries
{
    private static readonly string[] RootKeys = ["files", "lines"];
    private static readonly string[] FileKeys = ["before", "after"];
    private static readonly string[] LineKeys = ["text", "file"];

    private PatchSeries(
        string name,
        ImmutableArray<UnifiedDiff> diffs,
        ImmutableSortedDictionary<string, string> hashes,
        ImmutableArray<PatchedFile> files,
        ImmutableArray<ExpectedLine> lines
    )
    {
        Name = name;
        Diffs = diffs;
        Hashes = hashes;
        Files = files;
        Lines = lines;
    }

    /// <summary>The name: the folder in <c>patches/</c>.</summary>
    public string Name { get; }

    /// <summary>SHA-256 of each patch, by file name.</summary>
    public ImmutableSortedDictionary<string, string> Hashes { get; }

    /// <summary>The files that are changed.</summary>
    public ImmutableArray<PatchedFile> Files { get; }

    /// <summary>What a start prints once.</summary>
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
        var series = Encoding.UTF8.GetString(Content(folder, name, "series"));
        foreach (var line in series.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (line[0] != '#')
            {
                var content = Content(folder, name, Path.GetFileName(line));
                diffs.Add(UnifiedDiff.Read($"patches/{name}/{line}", Encoding.UTF8.GetString(content)));
                hashes[line] = Convert.ToHexStringLower(SHA256.HashData(content));
            }
        }

        var (files, lines) = Expected(folder, name);
        foreach (var diff in diffs.Where(d => files.All(f => f.Path != d.Path)))
        {
            throw new UserErrorException(
                $"patches/{name}/expected.yaml does not name {diff.Path}, which {diff.Name} changes: expected its SHA-256 before and after."
            );
        }

        return new PatchSeries(name, diffs.ToImmutable(), hashes.ToImmutable(), files, lines);
    }

    private static (ImmutableArray<PatchedFile> Files, ImmutableArray<ExpectedLine> Lines) Expected(
        string folder,
        string name
    )
    {
        using var text = new StringReader(Encoding.UTF8.GetString(Content(folder, name, "expected.yaml")));
        var root = YamlMap.Load(text, $"patches/{name}/expected.yaml");
        root.AllowOnly(RootKeys);
        var files = ImmutableArray.CreateBuilder<PatchedFile>();
        foreach (var (path, map) in root.RequireMap("files").Maps())
        {
            map.AllowOnly(FileKeys);
            files.Add(new PatchedFile(path, map.RequireText("before"), map.RequireText("after")));
        }

        var lines = ImmutableArray.CreateBuilder<ExpectedLine>();
        foreach (var map in root.OptionalMaps("lines"))
        {
            map.AllowOnly(LineKeys);
            lines.Add(new ExpectedLine(map.RequireText("text"), map.RequireText("file")));
        }

        return (files.ToImmutable(), lines.ToImmutable());
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
