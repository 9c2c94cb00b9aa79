using Refigure.Files;
using Refigure.Imports;
using Refigure.Results;
using Refigure.Results.Merging;

namespace Refigure.Tests.Results.Merging;

/// <summary>Merges with everything real.</summary>
internal static class TestMerge
{
    public static Merger Merger(IFileSystem? system = null, long free = long.MaxValue) =>
        new(
            new RunStore(VllmLogReader.Instance),
            new Importer(VllmLogReader.Instance),
            system ?? PhysicalFileSystem.Instance,
            _ => free
        );

    public static MergeResult Into(string runs, MergePreference prefer, params string[] from) =>
        Merger().Merge(new([.. from], runs) { Prefer = prefer });

    public static MergeResult Into(string runs, params string[] from) => Into(runs, MergePreference.None, from);

    /// <summary>Every file with its text, but for the lock; what a reader could find.</summary>
    public static string[] Listing(string root) =>
        Directory.Exists(root)
            ?
            [
                .. Directory
                    .EnumerateFiles(
                        root,
                        "*",
                        new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None }
                    )
                    .Select(file =>
                        $"{Path.GetRelativePath(root, file)} {Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file)))}"
                    )
                    .Order(StringComparer.Ordinal),
            ]
            : [];
}
