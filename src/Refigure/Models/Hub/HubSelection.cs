using System.Collections.Immutable;

namespace Refigure.Models.Hub;

/// <summary>Which files of a model an engine needs.</summary>
public static class HubSelection
{
    private static readonly string[] Small = [".json", ".txt", ".model", ".py", ".jinja", ".tiktoken"];

    /// <summary>
    /// Configuration, tokenizer and code from the top folder, and weights: safetensors, or PyTorch's own where there are none.
    /// </summary>
    public static ImmutableArray<HubFile> Of(ImmutableArray<HubFile> files)
    {
        var top = files.RemoveAll(f => f.Path.Contains('/', StringComparison.Ordinal));
        var safe = top.Where(f => Ends(f, ".safetensors")).ToArray();
        var weights =
            safe.Length > 0
                ? safe
                : [.. top.Where(f => Ends(f, ".bin") && f.Path.StartsWith("pytorch_model", StringComparison.Ordinal))];
        return
        [
            .. top.Where(f => Small.Any(end => Ends(f, end)))
                .Where(f => safe.Length == 0 || !Ends(f, ".bin.index.json"))
                .Concat(weights)
                .OrderBy(f => f.Path, StringComparer.Ordinal),
        ];
    }

    /// <summary>Whether a file holds weights.</summary>
    public static bool IsWeights(HubFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return IsWeights(file.Path);
    }

    /// <summary>Whether a path is that of a file that holds weights.</summary>
    public static bool IsWeights(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Ends(path, ".safetensors") || Ends(path, ".bin");
    }

    private static bool Ends(HubFile file, string end) => Ends(file.Path, end);

    private static bool Ends(string path, string end) => path.EndsWith(end, StringComparison.OrdinalIgnoreCase);
}
