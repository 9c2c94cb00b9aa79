using System.Collections.Immutable;
using Refigure.Logs;
using Refigure.Quality;
using Refigure.Results;

namespace Refigure.Imports;

/// <summary>Turns any folder of engine logs into runs of one experiment.</summary>
internal sealed class LooseImport(SourceReader reader)
{
    private const string Unknown = "unknown";

    // Phases that any text with two time stamps has.
    private static readonly ImmutableArray<string> Spans =
    [
        "actual_total_time",
        "wall",
        "attributed",
        "overlapping",
        "unattributed",
    ];

    /// <summary>Reads the folder.</summary>
    /// <exception cref="UserErrorException">It holds no logs, or a file cannot be read.</exception>
    public ImportSource Read(ImportFolder folder, ImportOptions options) =>
        Read(folder, options, LooseLogs.In(folder, options.Runs), mayBeNone: false);

    /// <summary>Reads the logs beside other results; they may be none.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="options">The options.</param>
    /// <param name="taken">Logs that belong to those results, by path.</param>
    /// <exception cref="UserErrorException">A file cannot be read.</exception>
    public ImportSource ReadBeside(ImportFolder folder, ImportOptions options, ImmutableHashSet<string> taken) =>
        Read(
            folder,
            options,
            LooseLogs.In(folder, options.Runs).FindAll(log => !taken.Contains(log.Path)),
            mayBeNone: true
        );

    private ImportSource Read(ImportFolder folder, ImportOptions options, List<LooseLog> found, bool mayBeNone)
    {
        var read = reader.ReadLogs([.. found.Select(static log => log.Path)]);
        var findings = ImmutableArray.CreateBuilder<Finding>();
        var logs = new List<(LooseLog Log, ImportedLog Read)>();
        var others = new List<string>();
        for (var i = 0; i < read.Length; i++)
        {
            if (found[i].IsSurelyLog || read[i].IsEmpty || IsEngineLog(read[i].Log))
            {
                logs.Add((found[i], read[i]));
            }
            else
            {
                others.Add(found[i].From);
            }
        }

        if (!mayBeNone && logs.TrueForAll(static log => log.Read.IsEmpty))
        {
            throw Nothing(folder, logs.Count, others);
        }

        if (others.Count > 0)
        {
            findings.Add(new("no-engine-log", $"left out, for no engine wrote them: {Lists.Some(others)}.", []));
        }

        var node = FolderName.Safe(options.Node ?? Unknown);
        var identities = Identities(logs, FolderName.Safe(options.Experiment), node);
        var runs = ImmutableArray.CreateBuilder<ImportedRun>(logs.Count);
        for (var i = 0; i < logs.Count; i++)
        {
            runs.Add(Run(logs[i].Log, logs[i].Read, identities[i], options.Profile ?? "lab", findings));
        }

        return new(runs.DrainToImmutable(), findings.ToImmutable());
    }

    // A banner or any phase: a client's log has time stamps too.
    private static bool IsEngineLog(StartupLog log) =>
        log.BannerLine > 0
        || log.EngineVersion is not null
        || log.Phases.Any(static phase =>
            phase.Status is PhaseStatus.Read or PhaseStatus.Derived && !Spans.Contains(phase.Phase)
        );

    private static UserErrorException Nothing(ImportFolder folder, int empty, List<string> others) =>
        new(
            empty > 0 ? $"{folder.Root} holds no log with anything in it ({empty} of 0 bytes): nothing was imported."
            : others.Count > 0
                ? $"{folder.Root} is no artifact of the study and holds no engine logs (looked into {Lists.Some(others)}): name a folder with start-up logs (*.log, *.txt)."
            : $"{folder.Root} is no artifact of the study and holds no logs (*.log, *.txt): name the artifact's folder, or one with start-up logs."
        );

    private static RunIdentity[] Identities(List<(LooseLog Log, ImportedLog Read)> logs, string experiment, string node)
    {
        var folders = LooseCases.FolderNames(logs.Select(static log => log.Log.Case));
        var claimed = logs.Select(log =>
                (Case: folders[log.Log.Case], Cache: log.Log.Cache ?? State(log.Read.Log), log.Log.Iteration)
            )
            .ToList();
        var fromZero = claimed
            .Where(static one => one.Iteration == 0)
            .Select(static one => (one.Case, one.Cache))
            .ToHashSet();
        var identities = new RunIdentity[logs.Count];
        var taken = new HashSet<RunIdentity>();

        // What a path claims comes first; what is counted fills the gaps.
        foreach (var claims in (ReadOnlySpan<bool>)[true, false])
        {
            for (var i = 0; i < identities.Length; i++)
            {
                var (name, cache, iteration) = claimed[i];
                if (iteration is not null == claims)
                {
                    var number = iteration is { } given ? given + (fromZero.Contains((name, cache)) ? 1 : 0) : 1;
                    var identity = new RunIdentity(experiment, node, name, cache, number);
                    while (!taken.Add(identity))
                    {
                        identity = identity with { Iteration = identity.Iteration + 1 };
                    }

                    identities[i] = identity;
                }
            }
        }

        return identities;
    }

    private static CacheState State(StartupLog log) =>
        log.CompileCache == CompileCacheState.Compiled ? CacheState.CompileCold : CacheState.Warm;

    private static ImportedRun Run(
        LooseLog log,
        ImportedLog read,
        RunIdentity identity,
        string profile,
        ImmutableArray<Finding>.Builder findings
    )
    {
        var facts = Facts(log, findings);
        var reasons = LogEvidence.InvalidReasons(read);
        if (LogEvidence.Finding(read, log.From, identity) is { } finding)
        {
            findings.Add(finding);
        }

        if (facts?.Facts.ExitStatus is { } exit and not 0)
        {
            reasons = reasons.Add($"the engine ended with exit status {exit}");
            findings.Add(
                new(
                    "failed-run",
                    $"{log.From}: the engine ended with exit status {exit}; the run is kept, marked invalid, and not averaged.",
                    [identity.RelativeFolder]
                )
            );
        }

        var version = read.Log.EngineVersion;
        var record = new RunRecord
        {
            Identity = identity,
            Hash = "",
            Files = [],
            Profile = profile,
            Environment = version is null ? null : $"vllm-{version}",
            Engine = "vllm",
            EngineVersion = version,
            Model = read.Log.Model is { Length: > 0 } model
                ? StudyEnvironment.BaseName(model)
                : facts?.Facts.Model ?? Unknown,
            Arguments = facts?.Facts.Arguments ?? ImmutableSortedDictionary<string, string>.Empty,
            Variables = facts?.Facts.Variables ?? ImmutableSortedDictionary<string, string>.Empty,
            ExitStatus = facts?.Facts.ExitStatus,
            DurationSeconds = facts?.Facts.Seconds,
            ModelBytes = facts?.Facts.ModelBytes,
            Start = facts?.Facts.Start,
            CacheEvidence = LogEvidence
                .CacheState(read.Log)
                .AddRange(facts?.Facts.Residency ?? ImmutableSortedDictionary<string, string>.Empty),
            ImportedFrom = log.From,
            Valid = reasons.IsEmpty,
            InvalidReasons = reasons,
        };
        return ImportedRun.Of(record, facts is { File: var file } ? [read.Source, file] : [read.Source]);
    }

    private static (RunFacts Facts, SourceFile File)? Facts(LooseLog log, ImmutableArray<Finding>.Builder findings)
    {
        var path = Path.Combine(Path.GetDirectoryName(log.Path)!, RawFiles.Facts);
        if (!log.OwnsFolder || !ImportFolder.HasFile(Path.GetDirectoryName(log.Path)!, RawFiles.Facts))
        {
            return null;
        }

        if (RunFacts.Read(File.ReadAllBytes(path)) is { } facts)
        {
            return (facts, SourceReader.ReadOther(path));
        }

        findings.Add(
            new("unread-facts", $"{RawFiles.Facts} beside {log.From} says nothing that is known; left out.", [])
        );
        return null;
    }
}
