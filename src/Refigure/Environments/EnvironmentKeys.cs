using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Refigure.Catalog;

namespace Refigure.Environments;

/// <summary>What <c>env.yaml</c> of each kind may say, and the values that are checked by their form.</summary>
internal static partial class EnvironmentKeys
{
    private static readonly string[] Common =
    [
        "kind",
        "engine",
        "engine_version",
        "released",
        "driver",
        "disk_megabytes",
        "commit",
        "variables",
        "patches",
    ];

    private static readonly string[] Packages =
    [
        "python",
        "cuda",
        "requirements",
        "held_back",
        "overrides",
        "unlocked",
        "wheelhouse",
        "build_variables",
    ];

    private static readonly ImmutableSortedDictionary<string, string[]> ByKind = new Dictionary<string, string[]>(
        StringComparer.Ordinal
    )
    {
        ["npm"] = [.. Common, "llama_cpp"],
        ["python-venv"] = [.. Common, .. Packages],
        ["conda"] = [.. Common, .. Packages, "channel"],
        ["container"] = [.. Common, "cuda", "image", "unlocked"],
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>Reads the kind, and refuses keys that it does not have.</summary>
    public static string Kind(YamlMap map)
    {
        var kind = map.RequireOneOf("kind", "npm", "python-venv", "conda", "container");
        map.AllowOnly(ByKind[kind]);
        return kind;
    }

    /// <summary>Python's version: of conda all three numbers, since it has them all.</summary>
    public static string? Python(YamlMap map, string kind)
    {
        if (kind is "npm" or "container")
        {
            return null;
        }

        var version = map.RequireText("python");
        var isRight = kind == "conda" ? FullVersion().IsMatch(version) : MinorVersion().IsMatch(version);
        return isRight
            ? version
            : throw map.Wrong(
                "python",
                kind == "conda"
                    ? $"is '{version}'; expected all of Python's version, such as \"3.10.12\""
                    : $"is '{version}'; expected Python's version in quotes, such as \"3.12\""
            );
    }

    /// <summary>The engine's commit.</summary>
    public static string? Commit(YamlMap map) =>
        map.OptionalText("commit") is not { } commit ? null
        : IsCommit().IsMatch(commit) ? commit
        : throw map.Wrong("commit", $"is '{commit}'; expected all 40 hex digits of a commit");

    /// <summary>The version of CUDA.</summary>
    public static string? Cuda(YamlMap map) =>
        !map.Has("cuda") ? null
        : map.RequireText("cuda") is var cuda && IsCuda().IsMatch(cuda) ? cuda
        : throw map.Wrong("cuda", $"is '{map.RequireText("cuda")}'; expected a version in quotes, such as \"12.6\"");

    /// <summary>The image of a container: by its digest, unless the file says why not.</summary>
    public static string? Image(YamlMap map, string kind, string? unlocked)
    {
        if (kind != "container")
        {
            return null;
        }

        var image = map.RequireText("image");
        return (unlocked is null ? PinnedImage() : AnyImage()).IsMatch(image)
            ? image
            : throw map.Wrong(
                "image",
                unlocked is null
                    ? $"is '{image}'; expected a name with its digest, NAME@sha256: and 64 hex digits, since a tag can become another image"
                    : $"is '{image}'; expected a name such as ghcr.io/owner/image:tag"
            );
    }

    [GeneratedRegex(@"^3\.\d{1,2}(\.\d{1,2})?\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MinorVersion();

    [GeneratedRegex(@"^3\.\d{1,2}\.\d{1,2}\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FullVersion();

    [GeneratedRegex(@"^[0-9a-f]{40}\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex IsCommit();

    [GeneratedRegex(@"^\d{1,2}\.\d{1,2}\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex IsCuda();

    [GeneratedRegex(@"^[a-z0-9][a-z0-9._/:-]*@sha256:[0-9a-f]{64}\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PinnedImage();

    [GeneratedRegex(@"^[a-z0-9][a-z0-9._/:-]*(@sha256:[0-9a-f]{64})?\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AnyImage();
}
