using System.Collections.Immutable;
using System.Text.Json;

namespace Refigure.Results.Bundles;

/// <summary>
/// Reads a manifest, and believes nothing of it: every path must be that of a file in a run folder, and none may mean the same
/// file as another one, on no file system.
/// </summary>
internal static class BundleManifestReader
{
    /// <summary>Reads one.</summary>
    /// <exception cref="InvalidDataException">It is no manifest; the message ends a sentence.</exception>
    public static BundleManifest Read(ReadOnlySpan<byte> text)
    {
        try
        {
            return Checked(ReadFields(new JsonFields(text)));
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            var what = e is JsonException ? "it is no JSON" : e.Message;
            throw new InvalidDataException($"its {BundleManifest.Name} is wrong ({what})", e);
        }
    }

    private static BundleManifest ReadFields(JsonFields json)
    {
        string? format = null,
            node = null;
        var version = 0;
        var runs = ImmutableArray.CreateBuilder<BundledRun>();
        json.StartObject("the file");
        while (json.NextKey())
        {
            switch (json.Key)
            {
                case "format":
                    format = json.RequiredText();
                    break;
                case "version":
                    version = json.Integer();
                    break;
                case "node":
                    node = json.RequiredText();
                    break;
                case "runs":
                    RefuseOther(format, version);
                    json.StartArray();
                    while (json.NextItem())
                    {
                        runs.Add(ReadRun(ref json));
                    }

                    break;
                default:
                    json.Skip();
                    break;
            }
        }

        json.End();
        RefuseOther(format, version);
        return new(node ?? throw new FormatException("it lacks node"), runs.DrainToImmutable());
    }

    // Both stand before the runs, whose form they decide.
    private static void RefuseOther(string? format, int version)
    {
        if (format != BundleManifestWriter.Format)
        {
            throw new FormatException($"format is not {BundleManifestWriter.Format}");
        }

        if (version != BundleManifestWriter.Version)
        {
            throw new FormatException(
                $"its version is {version}, and this Refigure reads {BundleManifestWriter.Version}: take the Refigure that wrote it"
            );
        }
    }

    private static BundledRun ReadRun(ref JsonFields json)
    {
        string? folder = null,
            hash = null;
        var files = ImmutableArray.CreateBuilder<BundledFile>();
        json.InObject("runs");
        while (json.NextKey())
        {
            switch (json.Key)
            {
                case "folder":
                    folder = json.RequiredText();
                    break;
                case "hash":
                    hash = json.RequiredText();
                    break;
                case "files":
                    json.StartArray();
                    while (json.NextItem())
                    {
                        files.Add(ReadFile(ref json));
                    }

                    break;
                default:
                    json.Skip();
                    break;
            }
        }

        return new(
            RunFolderPath.Parse(folder) ?? throw new FormatException($"'{Shown.Of(folder)}' is no run folder"),
            hash ?? throw new FormatException("a run lacks its hash"),
            files.DrainToImmutable()
        );
    }

    private static BundledFile ReadFile(ref JsonFields json)
    {
        string? name = null,
            digest = null;
        long? bytes = null;
        json.InObject("files");
        while (json.NextKey())
        {
            switch (json.Key)
            {
                case "name":
                    name = json.RequiredText();
                    break;
                case "sha256":
                    digest = json.RequiredText();
                    break;
                case "bytes":
                    bytes = json.OptionalInteger();
                    break;
                default:
                    json.Skip();
                    break;
            }
        }

        if (name != RunFolder.RecordName && !RawFiles.IsSafeName(Plain(name)))
        {
            throw new FormatException($"'{Shown.Of(name)}' is no name of a file in a run folder");
        }

        return new(
            name!,
            digest ?? throw new FormatException($"{name} lacks its sha256"),
            bytes is >= 0 and <= BundleLimits.File ? bytes.Value : throw new FormatException($"the size of {name}")
        );
    }

    private static BundleManifest Checked(BundleManifest manifest)
    {
        var paths = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var folders = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var run in manifest.Runs)
        {
            if (run.Identity.Node != manifest.Node)
            {
                throw new FormatException($"{run.Identity.RelativeFolder} is not of its node {manifest.Node}");
            }

            if (run.Files is not [{ Name: RunFolder.RecordName }, ..])
            {
                throw new FormatException($"{run.Identity.RelativeFolder} does not begin with {RunFolder.RecordName}");
            }

            if (!folders.Add(run.Identity.RelativeFolder) || !run.Files.All(file => paths.Add(run.PathOf(file))))
            {
                throw new FormatException(
                    $"{run.Identity.RelativeFolder} or a file in it is there twice, or in two spellings of one name"
                );
            }
        }

        return paths.Count <= BundleLimits.Files
            ? manifest
            : throw new FormatException($"it lists {paths.Count} files, more than {BundleLimits.Files}");
    }

    private static string? Plain(string? name) =>
        name?.EndsWith(RawFiles.Gzipped, StringComparison.Ordinal) is true ? name[..^RawFiles.Gzipped.Length] : name;
}
