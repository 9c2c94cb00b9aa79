using System.Collections.Immutable;
using System.Text.Json;
using Refigure.Catalog;

namespace Refigure.Models.Hub;

/// <summary>Reads what the hub says of a model's files. Nothing of it is trusted.</summary>
internal static class HubTree
{
    private const int LongestPath = 512;

    /// <summary>The commit that a revision is, from <c>/api/models/ID/revision/REVISION</c>.</summary>
    public static string Commit(JsonElement model, string id) =>
        model.ValueKind == JsonValueKind.Object && Text(model, "sha") is { } sha && HubSource.IsCommit(sha)
            ? sha
            : throw Wrong(id, "it names no commit");

    /// <summary>The files of one page of <c>/api/models/ID/tree/COMMIT</c>.</summary>
    public static ImmutableArray<HubFile> Files(JsonElement page, string id)
    {
        if (page.ValueKind != JsonValueKind.Array)
        {
            throw Wrong(id, "the list of its files is no list");
        }

        return
        [
            .. page.EnumerateArray()
                .Where(e => e.ValueKind == JsonValueKind.Object && Text(e, "type") == "file")
                .Select(e => File(e, id)),
        ];
    }

    private static HubFile File(JsonElement entry, string id)
    {
        var path = Text(entry, "path") ?? throw Wrong(id, "a file has no path");
        if (!IsSafe(path))
        {
            throw Wrong(id, "the path of a file leads out of its folder");
        }

        JsonElement? lfs =
            entry.TryGetProperty("lfs", out var found) && found.ValueKind == JsonValueKind.Object ? found : null;
        var sha256 = lfs is { } large ? Text(large, "oid") : null;
        var bytes = (lfs is { } sized ? Number(sized) : null) ?? Number(entry);
        return
            Text(entry, "oid") is { } blob
            && HubSource.IsCommit(blob)
            && bytes is { } size
            && (lfs is null || (sha256 is { Length: 64 } && sha256.All(char.IsAsciiHexDigitLower)))
            ? new HubFile(path, size, blob, sha256)
            : throw Wrong(id, "a file has no size or no digest");
    }

    private static bool IsSafe(string path) =>
        path.Length is > 0 and <= LongestPath
        && !path.Any(c => char.IsControl(c) || c is '\\' or ':')
        && path.Split('/').All(part => part.Length is > 0 and <= 255 && part is not ("." or ".."));

    private static string? Text(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static long? Number(JsonElement of) =>
        of.TryGetProperty("size", out var value)
        && value.ValueKind == JsonValueKind.Number
        && value.TryGetInt64(out var bytes)
        && bytes is >= 0 and < 1L << 44
            ? bytes
            : null;

    private static UserErrorException Wrong(string id, string what) =>
        new($"The hub's answer about {id} cannot be used: {what}; is HF_ENDPOINT a model hub?");
}
