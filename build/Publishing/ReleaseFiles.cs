namespace Refigure.Build.Publishing;

/// <summary>What the host reads of a checkout, and what a person does: all but the sources.</summary>
internal static class ReleaseFiles
{
    private static readonly string[] Folders =
    [
        "envs",
        "patches",
        Path.Combine("figures", "experiments"),
        Path.Combine("figures", "recorded"),
    ];

    private static readonly string[] Files = ["README.md", "LICENSE", Path.Combine("figures", "README.md")];

    // What belongs to this machine or to a moment.
    private static readonly string[] LeftOut = ["nodes.local.yaml", ".lock", ".measurements-outdated"];

    /// <summary>Their names relative to the checkout, with <c>/</c>.</summary>
    public static IEnumerable<string> Of(string root) =>
        Folders
            .SelectMany(folder =>
                Directory.EnumerateFiles(Path.Combine(root, folder), "*", SearchOption.AllDirectories)
            )
            .Select(path => Path.GetRelativePath(root, path))
            .Where(name =>
                !LeftOut.Contains(Path.GetFileName(name)) && !name.Contains("node_modules", StringComparison.Ordinal)
            )
            .Concat(Files.Where(name => File.Exists(Path.Combine(root, name))))
            .Select(name => name.Replace('\\', '/'));
}
