using System.Collections.Immutable;
using Refigure.Results;

namespace Refigure.Imports.Serving;

/// <summary>The tables that the studies publish beside such results, made from the results themselves.</summary>
internal static class SeedTables
{
    /// <summary>The tables for what a folder holds; none if no study's table fits.</summary>
    /// <exception cref="UserErrorException">A file is cut off, or a value is not what it must be.</exception>
    public static ImmutableArray<SeedTable> Of(ServingFolder folder)
    {
        var tables = ImmutableArray.CreateBuilder<SeedTable>();
        tables.AddRange(GuideLlmSummary.Of(folder.Of(ServingFormat.GuideLlm)));
        var sweeps = folder
            .Of(ServingFormat.VllmBench)
            .Where(static file => file.Name.StartsWith("run=", StringComparison.Ordinal))
            .Select(static file => (File: file, Place: SweepPlace.Of(file, file.ReadJson())))
            .Where(static one => one.Place is not null)
            .GroupBy(static one => one.Place!.Label, static one => one.File, StringComparer.Ordinal);
        foreach (var sweep in sweeps)
        {
            var name = FolderName.Safe(sweep.Key);
            tables.Add(new($"{name}_{SweepSummary.Name}", SweepSummary.Table(sweep)));
            tables.Add(new($"{name}_aggregates.csv", SweepSummary.Aggregates(sweep)));
        }

        return tables.DrainToImmutable();
    }
}
