using System.Collections.Immutable;
using Refigure.Quality;
using Refigure.Results;

namespace Refigure.Imports;

/// <summary>Turns the startup study's artifact into runs.</summary>
internal sealed class StudyImport(SourceReader reader)
{
    private const string StudyVersion = "0.10.1.1"; // what the study pins; a log's banner says better

    /// <summary>Reads the artifact.</summary>
    /// <exception cref="UserErrorException">It has no logs, or a file cannot be read.</exception>
    public ImportSource Read(ImportFolder folder, StudyArtifact artifact, string? profile)
    {
        var tree = new StudyTree(folder);
        foreach (var (figure, place) in artifact.Figures)
        {
            tree.Add(figure, place);
        }

        if (tree.Logs.Count == 0)
        {
            throw new UserErrorException(
                $"{folder.Root} has the study's folders, but no logs in them (output_….txt below iterations or uncached): unpack the artifact whole."
            );
        }

        var findings = ImmutableArray.CreateBuilder<Finding>();
        findings.AddRange(tree.Findings);
        var logs = Distinct(tree.Logs, findings);
        var read = reader.ReadLogs([.. logs.Select(static log => log.Path)]);
        var runs = ImmutableArray.CreateBuilder<ImportedRun>(logs.Count);
        for (var i = 0; i < read.Length; i++)
        {
            runs.Add(Run(logs[i], read[i], profile ?? "paper"));
            if (LogEvidence.Finding(read[i], logs[i].From, logs[i].Identity) is { } finding)
            {
                findings.Add(finding);
            }
        }

        findings.AddRange(UnevenIterations.In(logs.Select(static log => log.Identity)));
        if (!artifact.Others.IsEmpty)
        {
            findings.Add(
                new("unknown-figure", $"left out, for the study has no such figure: {Lists.Some(artifact.Others)}.", [])
            );
        }

        return new(runs.DrainToImmutable(), findings.ToImmutable());
    }

    // Two files for one run (folders "2" and "02", say): the second becomes a case of its own, named after its file.
    private static List<StudyLog> Distinct(IReadOnlyList<StudyLog> logs, ImmutableArray<Finding>.Builder findings)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var distinct = new List<StudyLog>(logs.Count);
        foreach (var log in logs)
        {
            if (seen.Add(log.Identity.RelativeFolder))
            {
                distinct.Add(log);
                continue;
            }

            var renamed = log with { CaseName = FolderName.SafeDistinct($"{log.CaseName}-{log.From}") };
            distinct.Add(renamed);
            findings.Add(
                new(
                    "same-run-twice",
                    $"{log.From} claims to be {log.Identity.RelativeFolder} like a file before it; taken as the case {renamed.CaseName}.",
                    [log.Identity.RelativeFolder, renamed.Identity.RelativeFolder]
                )
            );
        }

        return distinct;
    }

    private static ImportedRun Run(StudyLog log, ImportedLog read, string profile)
    {
        var version = log.ClaimedVersion ?? read.Log.EngineVersion ?? StudyVersion;
        var reasons = LogEvidence.InvalidReasons(read);
        var record = new RunRecord
        {
            Identity = log.Identity,
            Hash = "",
            Files = [],
            Profile = profile,
            Environment = $"vllm-{version}",
            Engine = "vllm",
            EngineVersion = version,
            Model = log.Case.Model,
            Arguments = log.Case.Arguments,
            Variables = log.Variables,
            NodeFacts = StudyNodes.Of(log.Side.Node),
            CacheEvidence = LogEvidence.CacheState(read.Log),
            ImportedFrom = log.From,
            Valid = reasons.IsEmpty,
            InvalidReasons = reasons,
        };
        ImmutableArray<SourceFile> sources = log.CpuUsage is { } samples
            ? [read.Source, SourceReader.ReadOther(samples)]
            : [read.Source];
        return ImportedRun.Of(record, sources);
    }
}
