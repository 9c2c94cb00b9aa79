using System.Collections.Immutable;
using Refigure.Catalog;

namespace Refigure.Patches;

/// <summary>An <c>expected.yaml</c>: what each patched file is before and after, and what a start prints.</summary>
internal sealed record ExpectedFile(ImmutableArray<PatchedFile> Files, ImmutableArray<ExpectedLine> Lines)
{
    public const string FileName = "expected.yaml";
    private const int MostDecimals = 9;
    private static readonly string[] RootKeys = ["files", "lines"];
    private static readonly string[] FileKeys = ["before", "after"];
    private static readonly string[] LineKeys = ["text", "decimals", "files", "unless", "optional"];

    /// <summary>Reads it.</summary>
    /// <exception cref="UserErrorException">It is wrong: file, line, what was expected.</exception>
    public static ExpectedFile Read(string text, string named)
    {
        using var reader = new StringReader(text);
        var root = YamlMap.Load(reader, named);
        root.AllowOnly(RootKeys);
        var files = ImmutableArray.CreateBuilder<PatchedFile>();
        foreach (var (path, map) in root.RequireMap("files").Maps())
        {
            map.AllowOnly(FileKeys);
            var file = new PatchedFile(path, Digest(map, "before"), Digest(map, "after"));
            files.Add(
                file.Before != file.After
                    ? file
                    : throw map.Wrong("after", "is what before is; a patch changes its file")
            );
        }

        return new ExpectedFile(files.ToImmutable(), [.. root.OptionalMaps("lines").Select(m => Line(m, files))]);
    }

    private static ExpectedLine Line(YamlMap map, IReadOnlyCollection<PatchedFile> files)
    {
        map.AllowOnly(LineKeys);
        var from = map.RequireTexts("files");
        if (from.FirstOrDefault(f => files.All(p => p.Path != f)) is { } other)
        {
            throw map.Wrong("files", $"has {other}, which is none of the patched files above");
        }

        return new ExpectedLine(
            map.RequireText("text"),
            map.OptionalCount("decimals", "the decimals of the number") is { } decimals and <= MostDecimals
                ? decimals
                : throw map.Lacks("decimals", "the decimals of the number, 1 to 9"),
            from,
            map.Has("unless") ? map.RequireTexts("unless") : [],
            map.Has("optional") && map.RequireOneOf("optional", "true", "false") == "true"
        );
    }

    private static string Digest(YamlMap map, string key)
    {
        var digest = map.RequireText(key);
        return digest.Length == 64 && digest.All(char.IsAsciiHexDigitLower)
            ? digest
            : throw map.Wrong(key, $"is '{digest}'; expected a SHA-256, 64 lower-case hex digits");
    }
}
