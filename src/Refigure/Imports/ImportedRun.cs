using System.Collections.Immutable;
using Refigure.Results;

namespace Refigure.Imports;

/// <summary>A run as the source describes it, before it is compared with what is there.</summary>
/// <param name="Record">Its record, with files and hash.</param>
/// <param name="Sources">Its raw files.</param>
internal sealed record ImportedRun(RunRecord Record, ImmutableArray<SourceFile> Sources)
{
    /// <summary>Fills in the files and the hash.</summary>
    public static ImportedRun Of(RunRecord record, ImmutableArray<SourceFile> sources)
    {
        var files = sources
            .Select(static source => source.File)
            .OrderBy(static file => file.Name, StringComparer.Ordinal)
            .ToImmutableArray();
        return new(record with { Files = files, Hash = RunHash.Compute(record.Identity, files) }, sources);
    }
}
