using System.Collections.Immutable;

namespace Refigure.Nodes;

/// <summary>The operating system's page cache of given files; without privileges, and without disturbing others' files.</summary>
public interface IPageCache
{
    /// <summary>Measures what is in memory, with <c>mincore</c>. Touches nothing.</summary>
    ImmutableArray<FileResidency> Measure(IReadOnlyList<string> files);

    /// <summary>Writes dirty pages back, drops the files' pages with <c>posix_fadvise(DONTNEED)</c>, then measures.</summary>
    ImmutableArray<FileResidency> Evict(IReadOnlyList<string> files);

    /// <summary>Reads the files until they are in memory, then measures.</summary>
    ImmutableArray<FileResidency> Fill(IReadOnlyList<string> files, CancellationToken cancellation);
}
