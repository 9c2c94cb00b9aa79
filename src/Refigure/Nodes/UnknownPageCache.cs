using System.Collections.Immutable;

namespace Refigure.Nodes;

/// <summary>The page cache of a system that does not let one look: nothing is known, and nothing is claimed.</summary>
public sealed class UnknownPageCache : IPageCache
{
    private const string Problem = "this system does not tell what is in memory; cold starts can be proven on Linux";

    /// <inheritdoc />
    public ImmutableArray<FileResidency> Measure(IReadOnlyList<string> files) => Unknown(files);

    /// <inheritdoc />
    public ImmutableArray<FileResidency> Evict(IReadOnlyList<string> files) => Unknown(files);

    /// <inheritdoc />
    public ImmutableArray<FileResidency> Fill(IReadOnlyList<string> files, CancellationToken cancellation) =>
        Unknown(files);

    private static ImmutableArray<FileResidency> Unknown(IReadOnlyList<string> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        return [.. files.Select(f => new FileResidency(f, Pages(f), null, Problem))];
    }

    private static long Pages(string path) =>
        new FileInfo(path) is { Exists: true } file
            ? (file.Length + Environment.SystemPageSize - 1) / Environment.SystemPageSize
            : 0;
}
