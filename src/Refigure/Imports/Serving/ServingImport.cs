using System.Collections.Immutable;
using Refigure.Quality;
using Refigure.Results;
using Refigure.Serving;

namespace Refigure.Imports.Serving;

/// <summary>Turns the results of serving tools into runs of one experiment.</summary>
internal sealed class ServingImport(SourceReader reader)
{
    private const string Unknown = "unknown";

    /// <summary>Reads the results.</summary>
    /// <exception cref="UserErrorException">A result is cut off, of an unknown version, or cannot be read.</exception>
    public ServingSource Read(ServingFolder folder, ImportOptions options)
    {
        var findings = ImmutableArray.CreateBuilder<Finding>();
        var beside = new ServingNeighbours(folder, reader);
        var results = Distinct([.. Results(folder)], findings).ConvertAll(beside.Complete);
        var identities = Identities(results, options);
        var runs = ImmutableArray.CreateBuilder<ImportedRun>(results.Count);
        foreach (var (i, result) in results.Index())
        {
            runs.Add(Run(result, identities[i], options.Profile ?? "lab"));
            findings.AddRange(
                result.Facts.Remarks.Select(remark => new Finding(
                    "imported-load",
                    $"{result.From}: {remark}",
                    [identities[i].RelativeFolder]
                ))
            );
        }

        return new(runs.DrainToImmutable(), Together(findings), [.. beside.Taken]) { Tables = SeedTables.Of(folder) };
    }

    private static IEnumerable<ServingResult> Results(ServingFolder folder)
    {
        var lists = folder.Of(ServingFormat.VllmSweepSummary).Where(static file => file.Extension == ".json");
        return
        [
            .. Each(folder.Of(ServingFormat.GuideLlm), GuideLlmFile.Read),
            .. Each(folder.Of(ServingFormat.GuideLlmTable), GuideLlmTable.Read),
            .. Each(folder.Of(ServingFormat.VllmBench).Concat(lists), VllmBenchFile.Read),
            .. AiperfPairs.In(folder),
            .. Each(folder.Of(ServingFormat.KvCacheStudy), static file => [KvCacheStudy.Read(file)]),
            .. Each(folder.Of(ServingFormat.ClientLog).Where(IsNoCopy), static file => [ClientLogResult.Read(file)]),
        ];
    }

    // Our own load generator writes a load in both forms; the JSON knows more.
    private static bool IsNoCopy(ResultFile file) =>
        file.Name != ServingFiles.PerPrompt || !ImportFolder.HasFile(file.Folder, ServingFiles.VllmBench);

    private static IEnumerable<ServingResult> Each(
        IEnumerable<ResultFile> files,
        Func<ResultFile, IEnumerable<ServingResult>> read
    ) => files.SelectMany(file => ResultGuard.Read(file, () => read(file).ToArray()));

    // The same load as JSON, YAML and CSV, or as a run and in the list of its sweep.
    private static List<ServingResult> Distinct(ServingResult[] results, ImmutableArray<Finding>.Builder findings)
    {
        var kept = new List<ServingResult>();
        var copies = new List<string>();
        foreach (var same in results.GroupBy(static result => result.Key, StringComparer.Ordinal))
        {
            var best = same.MaxBy(static result => result.Detail)!;
            kept.Add(best);
            copies.AddRange(
                same.Where(result => result != best && !IsSweepList(result)).Select(static result => result.From)
            );
        }

        if (copies.Count > 0)
        {
            findings.Add(
                new(
                    "same-result-twice",
                    $"left out, for another file tells the same load and more of it: {Lists.Some(copies)}.",
                    []
                )
            );
        }

        return kept;
    }

    private static bool IsSweepList(ServingResult result) =>
        result.File.Name == "summary.json" && result.From.Contains('#', StringComparison.Ordinal);

    // The same remark of many runs is one finding.
    private static ImmutableArray<Finding> Together(ImmutableArray<Finding>.Builder findings) =>
        [
            .. findings
                .GroupBy(static finding =>
                    (
                        finding.Kind,
                        Text: finding.Message[(finding.Message.IndexOf(": ", StringComparison.Ordinal) + 1)..]
                    )
                )
                .Select(static same =>
                {
                    var first = same.First();
                    var files = same.Count();
                    return files == 1
                        ? first
                        : first with
                        {
                            Message =
                                $"{first.Message[..first.Message.IndexOf(": ", StringComparison.Ordinal)]} and {files - 1} more:{same.Key.Text}",
                            Runs = [.. same.SelectMany(static finding => finding.Runs)],
                        };
                }),
        ];

    private static RunIdentity[] Identities(List<ServingResult> results, ImportOptions options)
    {
        results.Sort(
            static (a, b) =>
                (a.Facts.Start ?? DateTimeOffset.MaxValue).CompareTo(b.Facts.Start ?? DateTimeOffset.MaxValue)
                    is not 0
                        and var by
                    ? by
                    : string.CompareOrdinal(a.Key + '\n' + a.From, b.Key + '\n' + b.From)
        );
        var experiment = FolderName.Safe(options.Experiment);
        var node = FolderName.Safe(options.Node ?? Unknown);
        var folders = LooseCases.FolderNames(results.Select(static result => result.Case));
        var identities = new RunIdentity[results.Count];
        var taken = new HashSet<RunIdentity>();

        // What a file claims comes first; what is counted fills the gaps.
        foreach (var claims in (ReadOnlySpan<bool>)[true, false])
        {
            foreach (var (i, result) in results.Index().Where(one => one.Item.Iteration is not null == claims))
            {
                var identity = new RunIdentity(
                    experiment,
                    node,
                    folders[result.Case],
                    CacheState.Warm,
                    result.Iteration ?? 1
                );
                while (!taken.Add(identity))
                {
                    identity = identity with { Iteration = identity.Iteration + 1 };
                }

                identities[i] = identity;
            }
        }

        return identities;
    }

    private static ImportedRun Run(ServingResult result, RunIdentity identity, string profile)
    {
        var facts = result.Facts;
        ImmutableArray<string> reasons = result.Completed == 0 ? ["no request of the load completed"] : [];
        var record = new RunRecord
        {
            Identity = identity,
            Hash = "",
            Files = [],
            Profile = profile,
            Environment = result.EngineVersion is { } version ? $"{result.Engine}-{version}" : null,
            Engine = result.Engine,
            EngineVersion = result.EngineVersion,
            Model = result.Model,
            Arguments = result.Arguments,
            Start = facts.Start,
            End = facts is { Start: { } start, DurationSeconds: >= 0 and < 1e9 and var seconds }
                ? start.AddSeconds(seconds)
                : null,
            DurationSeconds = facts.DurationSeconds,
            ImportedFrom = result.From,
            Valid = reasons.IsEmpty,
            InvalidReasons = reasons,
        };
        return ImportedRun.Of(
            record,
            [.. result.Sources, .. ResultGuard.Read(result.File, () => MadeFile.Of(result).ToArray())]
        );
    }
}
