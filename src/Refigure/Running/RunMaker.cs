using System.Collections.Immutable;
using System.Globalization;
using Refigure.Catalog;
using Refigure.Engines;
using Refigure.Environments;
using Refigure.Load;
using Refigure.Patches;
using Refigure.Planning;
using Refigure.Results;
using Refigure.Running.Evidence;
using Refigure.Running.Loads;
using Refigure.Running.Processes;
using Refigure.Running.Readiness;
using Refigure.Secrets;

namespace Refigure.Running;

/// <summary>Makes one run: starts the engine, and stores what it did as a run folder, valid or not.</summary>
/// <param name="machine">Where.</param>
/// <param name="store">Reads the log that was written.</param>
public sealed class RunMaker(RunMachine machine, RunStore store)
{
    private const int PortTries = 3;
    private static readonly string[] Outputs = ["engine.log", "engine.stderr.log", "arrivals.csv", "samples.csv"];

    /// <summary>Makes it.</summary>
    /// <param name="run">The run.</param>
    /// <param name="preparation">What it needs.</param>
    /// <param name="root">The runs root, whose lock the caller holds.</param>
    /// <param name="progress">Hears how far it is.</param>
    /// <param name="cancellation">Ends it; nothing is left then but what a load has measured.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="UserErrorException">It could not be started or stored.</exception>
    public async Task<RunOutcome> MakeAsync(
        PlannedRun run,
        RunPreparation preparation,
        string root,
        IRunProgress progress,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(preparation);
        ArgumentNullException.ThrowIfNull(progress);
        RefuseSecrets(run);
        var began = machine.Clock.GetTimestamp();
        try
        {
            using var pending = PendingRun.Begin(root, run.Identity, machine.Files, machine.Secrets);
            if (run.Case.Load is { } load)
            {
                try
                {
                    return await ServeAsync(pending, run, load, preparation, progress, began, cancellation);
                }
                catch
                {
                    if (pending.KeepAsInterrupted() is not null)
                    {
                        progress.LoadKept(run, InterruptedLoad.Words(RunFolder.PathOf(root, run.Identity)));
                    }

                    throw;
                }
            }

            var made = await StartAsync(run, preparation, pending.Folder, progress, cancellation);
            if (made.Readiness != StartResult.Ready)
            {
                var kept = pending.KeepAsFailed();
                return new RunOutcome(
                    run,
                    Record: null,
                    RunFailure.Describe(run, made, kept),
                    machine.Clock.GetElapsedTime(began)
                );
            }

            var record = Store(pending, run, preparation, made, null);
            return new RunOutcome(run, record, [], machine.Clock.GetElapsedTime(began));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException(
                $"{run.Identity.RelativeFolder} could not be stored in {root} ({e.Message.TrimEnd('.')}): make room there, and start again; finished runs are kept.",
                e
            );
        }
    }

    // It would be on a command line, where every user of the machine can read it, and in the run's record.
    private void RefuseSecrets(PlannedRun run)
    {
        foreach (var (field, value) in run.Inputs.Fields)
        {
            if (machine.Secrets.Finds(value))
            {
                throw new UserErrorException(
                    $"experiment {run.Identity.Experiment}, case {run.Case.Name}: {field} holds a secret of this machine; leave it out: engines start without it, from files that are there."
                );
            }
        }
    }

    private async Task<RunOutcome> ServeAsync(
        PendingRun pending,
        PlannedRun run,
        LoadSpec load,
        RunPreparation preparation,
        IRunProgress progress,
        long began,
        CancellationToken cancellation
    )
    {
        if (preparation.Engine is not IServingEngine engine)
        {
            throw ServingArguments.CannotServe(preparation.Engine);
        }

        // The record has the name that the experiment gives; the file may lie elsewhere here.
        var asked = load with
        {
            Settings = load.Settings.SetItem("dataset", machine.DataSetOf(load.Dataset)),
        };
        var prompts = CaseLoad.Prompts(asked, run.Identity, machine.DataFolder);
        var put = new PutLoadRequest(load, run.Identity, pending.Folder, prompts)
        {
            WarmUp = CaseLoad.Prompts(asked, run.Identity, machine.DataFolder, others: true),
        };
        using var client = ServingSession.Client();
        var wish = new CaseProfiler(machine).Of(load, engine, pending.Folder);
        ProfilerSwitch Profiler(ServingEndpoint server) => new(client, server, engine.Profiler!, wish!, machine.Clock);
        var served = await new ServingSession(machine, client).RunAsync(
            new ServingStart(engine, preparation.Environment, preparation.Model, run.Case, pending.Folder)
            {
                CompileCache = machine.CompileCaches?.Of(run.Inputs).Folder,
                Profiler = wish,
            },
            (server, ended) =>
                new PutLoad(machine, wish is null ? null : Profiler).OnAsync(put, server, progress, ended),
            progress,
            cancellation
        );
        if (served.Result is not { } outcome)
        {
            var kept = pending.KeepAsFailed();
            return new RunOutcome(
                run,
                Record: null,
                [.. served.Failure.Select(line => line.Replace(pending.Folder, kept, StringComparison.Ordinal))],
                machine.Clock.GetElapsedTime(began)
            );
        }

        if (wish is not null)
        {
            TraceFolder.Tidy(pending.Folder, machine.Files);
        }

        var record = Store(pending, run, preparation, served.Engine, outcome);
        return new RunOutcome(run, record, [], machine.Clock.GetElapsedTime(began));
    }

    private async Task<EngineRun> StartAsync(
        PlannedRun run,
        RunPreparation preparation,
        string folder,
        IRunProgress progress,
        CancellationToken cancellation
    )
    {
        var starter = new EngineStarter(machine);
        for (var attempt = 1; ; attempt++)
        {
            var made = await starter.StartAsync(run, preparation, folder, progress, cancellation);
            if (made.Readiness != StartResult.Ended || !made.PortInUse || attempt == PortTries)
            {
                return made;
            }
        }
    }

    private RunRecord Store(
        PendingRun pending,
        PlannedRun run,
        RunPreparation preparation,
        EngineRun made,
        LoadOutcome? load
    )
    {
        foreach (
            var name in Outputs.Concat(PutLoad.Outputs).Where(name => File.Exists(Path.Combine(pending.Folder, name)))
        )
        {
            pending.Seal(name);
        }

        string[] traces = [.. TraceFolder.Files(pending.Folder)];
        foreach (var name in traces)
        {
            pending.Seal(name);
        }

        RefuseTornOutput(pending.Folder, made);
        var environment = preparation.Environment.Spec;
        using var log = File.OpenRead(Path.Combine(pending.Folder, RawFiles.EngineLog));
        // A load comes after the start, whatever had to be compiled for it.
        var compiles = preparation.Engine.HasCompileCache && load is null;
        var evidence = CacheProof.Judge(
            run.Identity.Cache,
            compiles,
            made.AtStart,
            made.After,
            compiles ? store.ReadLog(environment.Engine, log).CompileCache : null,
            preparation.Engine.CompileCacheIsOff(run.Case.Variables)
        );
        ImmutableArray<string> broken =
        [
            .. evidence.Broken,
            .. Broken(made),
            .. made.Gpus.Broken,
            .. load is null ? Unpatched(environment, pending.Folder) : LoadFindings.Broken(load),
            .. run.Case.Load?.Profiler is not null && traces.Length == 0
                ? ["the profiler left no trace"]
                : (string[])[],
        ];
        return pending.Complete(
            new RunRecord
            {
                Identity = run.Identity,
                Hash = "",
                Files = [],
                Profile = run.Profile,
                Environment = environment.Name,
                Engine = environment.Engine,
                EngineVersion = environment.EngineVersion,
                Model = run.Case.Model,
                Arguments = run.Case.Arguments,
                CommandLine = [made.Command.Program, .. made.Command.Arguments],
                Variables = made.Command.Variables.ToImmutableSortedDictionary(
                    v => v.Key,
                    v => SecretNames.Masked(v.Key, v.Value),
                    StringComparer.Ordinal
                ),
                Start = made.Start,
                End = made.Stop,
                DurationSeconds = made.End.Duration.TotalSeconds,
                ExitStatus = made.End.Status,
                EnvironmentLockHash = environment.LockHash,
                PatchHashes = environment.PatchHashes,
                ModelRevision = preparation.Model.Source.Digest,
                ModelBytes = preparation.Model.Source.Bytes,
                NodeFacts = Facts(preparation.Environment),
                CacheEvidence = (
                    load is null
                        ? evidence.Facts
                        : evidence.Facts.SetItem("compile_cache", "not asked: the load began after the start")
                ).AddRange(Compiled(preparation, run)),
                GpuEvidence = made.Gpus.Facts,
                Inputs = run.Inputs.Fields,
                InputsHash = run.Inputs.Hash(),
                PeakMemoryBytes = made.End.PeakMemory,
                Valid = broken.IsEmpty,
                InvalidReasons = broken,
            },
            replace: true
        );
    }

    // How large what it compiled is: what graphs are compared by, and gone with the cache.
    private IEnumerable<KeyValuePair<string, string>> Compiled(RunPreparation preparation, PlannedRun run) =>
        preparation.Engine.HasCompileCache && machine.CompileCaches?.Of(run.Inputs).GraphBytes is { } bytes
            ? [new(CompiledGraph.Fact, bytes.ToString(CultureInfo.InvariantCulture))]
            : [];

    private ImmutableSortedDictionary<string, string> Facts(InstalledEnvironment environment) =>
        (
            VenvFacts.PythonVersion(environment.Prefix) is { } python
                ? machine.Node.Facts.SetItem("python", python)
                : machine.Node.Facts
        ).SetItems(machine.MoreFacts);

    // What is lost below the limit was lost to a full disk: such a run is no run.
    private static void RefuseTornOutput(string folder, EngineRun made)
    {
        if (
            made.End.OutputLost > 0
            && Outputs
                .Take(2)
                .All(name => new FileInfo(Path.Combine(folder, name)).Length < ProcessRequest.UsualMaximumOutput)
        )
        {
            throw new IOException("its output could not be written whole; the disk is full");
        }
    }

    private static ImmutableArray<string> Unpatched(EnvironmentSpec environment, string folder) =>
        environment.PatchFolder is { } patches
            ? ExpectedLines.Check(
                PatchSeries.Read(patches),
                environment.EngineVersion,
                File.ReadLines(Path.Combine(folder, RawFiles.EngineLog))
            )
            : [];

    // What makes the numbers of a start doubtful, though it was ready.
    private static IEnumerable<string> Broken(EngineRun made)
    {
        if (!made.End.Leftovers.IsDefaultOrEmpty)
        {
            yield return $"it left processes behind, which were ended: {string.Join(", ", made.End.Leftovers)}";
        }

        if (!made.End.TreeIsGone && OperatingSystem.IsLinux())
        {
            yield return "not all of its processes could be ended";
        }

        if (made.End.OutputLost > 0)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"it wrote too much: {made.End.OutputLost} bytes of its output were not kept"
            );
        }
    }
}
