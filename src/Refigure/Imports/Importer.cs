using System.Collections.Immutable;
using Refigure.Files;
using Refigure.Imports.Serving;
using Refigure.Imports.Traces;
using Refigure.Results;

namespace Refigure.Imports;

/// <summary>
/// Takes over what others measured: the startup study's published artifact, results of serving tools, or any folder of engine
/// logs. Everything is read and checked before anything is written; each run is then written whole or not at all.
/// </summary>
/// <param name="reader">Reads the logs.</param>
public sealed class Importer(IStartupLogReader reader)
{
    private const long WorthCompressing = 4096;

    /// <summary>Imports, and brings <c>measurements.csv</c> up to date.</summary>
    /// <exception cref="UserErrorException">
    /// The source is not there, holds no logs or cannot be read; runs that are there differ and may not be replaced; or the
    /// runs root cannot be written to.
    /// </exception>
    public ImportResult Import(ImportOptions options) => Apply(Plan(options), options);

    /// <summary>Reads the source and compares it with what is there. Writes nothing.</summary>
    /// <exception cref="UserErrorException">The source is not there, holds no logs or cannot be read.</exception>
    public ImportPlan Plan(ImportOptions options)
    {
        var folder = Place(options.From);
        var source = Directory.Exists(options.From) ? Read(folder, options) : ReadFile(folder, options);
        var planned = source
            .Runs.OrderBy(static run => run.Record.Identity, RunIdentityOrder.Instance)
            .Select(run => new PlannedRun(run.Record, run.Sources, State(options, run.Record)));
        return new([.. planned], [.. source.Findings, .. folder.Findings]) { Tables = source.Tables };
    }

    /// <summary>The same plan, compared once more with what is there: what it was compared with may have changed.</summary>
    /// <exception cref="UserErrorException">A run that is there is damaged.</exception>
    public static ImportPlan Anew(ImportPlan plan, ImportOptions options)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(options);
        return plan with { Runs = [.. plan.Runs.Select(run => run with { State = State(options, run.Record) })] };
    }

    /// <summary>Does what was planned.</summary>
    /// <exception cref="UserErrorException">
    /// Runs that are there differ and may not be replaced; or the runs root cannot be written to.
    /// </exception>
    public ImportResult Apply(ImportPlan plan, ImportOptions options)
    {
        var differing = plan.Runs.Where(static run => run.State == PlannedState.Differs).ToArray();
        if (differing.Length > 0 && !options.Force)
        {
            var names = Lists.Some(Array.ConvertAll(differing, static run => run.Record.Identity.RelativeFolder));
            throw new UserErrorException(
                $"{differing.Length} of {plan.Runs.Length} runs are in {options.Runs} with other content, and nothing was imported: {names}; replace them with --force, or import into another folder with --runs."
            );
        }

        Write(plan.Runs.RemoveAll(static run => run.State == PlannedState.AlreadyThere), options);
        WriteTables(plan.Tables, options);
        var all = MeasurementsFile.Refresh(options.Runs, reader);
        return new(
            plan.Count(PlannedState.New),
            plan.Count(PlannedState.AlreadyThere),
            plan.Count(PlannedState.Differs),
            plan.Findings,
            all
        );
    }

    private static ImportFolder Place(string from)
    {
        if (Directory.Exists(from))
        {
            return new ImportFolder(from);
        }

        return File.Exists(from)
            ? new ImportFolder(Path.GetDirectoryName(Path.GetFullPath(from))!)
            : throw new UserErrorException(
                $"there is no folder {from}: give --from an artifact's folder or one with start-up logs."
            );
    }

    // One file is a serving tool's result; logs come by the folder.
    private ImportSource ReadFile(ImportFolder folder, ImportOptions options)
    {
        var file = new ResultFile(Path.GetFullPath(options.From), Path.GetFileName(options.From));
        if (ServingDetector.Of(file) == ServingFormat.None)
        {
            var traces = TraceImport.Read(folder, options, file.Path);
            if (!traces.Runs.IsEmpty)
            {
                return new(traces.Runs, traces.Findings);
            }

            throw new UserErrorException(
                $"{options.From} is a file, and no result of GuideLLM, AIPerf, vllm bench serve or the assignment's client, and no trace: give --from the folder that holds the logs."
            );
        }

        var serving = new ServingImport(new SourceReader(reader)).Read(new ServingFolder(folder, file), options);
        return serving.Runs.IsEmpty
            ? throw new UserErrorException(
                $"{options.From} only sums up results that lie in other files: give --from the folder that holds them."
            )
            : new(serving.Runs, serving.Findings) { Tables = serving.Tables };
    }

    private static ImportSource ReadLoose(SourceReader source, ImportFolder folder, ImportOptions options)
    {
        var serving = new ServingImport(source).Read(new ServingFolder(folder, options.Runs), options);
        var traces = TraceImport.Read(folder, options);
        if (serving.Runs.IsEmpty && traces.Runs.IsEmpty)
        {
            return new LooseImport(source).Read(folder, options);
        }

        var logs = new LooseImport(source).ReadBeside(folder, options, serving.Taken.Union(traces.Taken));
        return new(
            [.. serving.Runs, .. traces.Runs, .. logs.Runs],
            [.. serving.Findings, .. traces.Findings, .. logs.Findings]
        )
        {
            Tables = serving.Tables,
        };
    }

    private ImportSource Read(ImportFolder folder, ImportOptions options)
    {
        var source = new SourceReader(reader);
        if (StudyArtifact.Find(folder) is not { } artifact)
        {
            return RunFolder.List(folder.Root).IsEmpty
                ? ReadLoose(source, folder, options)
                : throw new UserErrorException(
                    $"{folder.Root} holds runs already ({RunFolder.RecordName}), not logs to import: use them where they lie with --runs {folder.Root}."
                );
        }

        return options.Node is null
            ? new StudyImport(source).Read(folder, artifact, options.Profile)
            : throw new UserErrorException(
                $"--node {options.Node} does not fit: the layout of {folder.Root} says which node each run is of; leave it out."
            );
    }

    private static PlannedState State(ImportOptions options, RunRecord run)
    {
        try
        {
            return RunFolder.Find(options.Runs, run.Identity) is not { } there ? PlannedState.New
                : there.Hash == run.Hash ? PlannedState.AlreadyThere
                : PlannedState.Differs;
        }
        catch (UserErrorException) when (options.Force)
        {
            // A damaged record is what --force is there to replace.
            return PlannedState.Differs;
        }
    }

    private static void Write(ImmutableArray<PlannedRun> runs, ImportOptions options)
    {
        try
        {
            AllCores.For(runs.Length, i => Write(runs[i], options));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw OutputFolder.CannotWrite(options.Runs, e);
        }
    }

    private static void WriteTables(ImmutableArray<SeedTable> tables, ImportOptions options)
    {
        var folder = Path.Combine(options.Runs, FolderName.Safe(options.Experiment));
        foreach (var table in tables)
        {
            var path = Path.Combine(folder, table.Name);
            var partial = PartialName.For(path);
            try
            {
                Directory.CreateDirectory(folder);
                File.WriteAllText(partial, table.Text);
                File.Move(partial, path, overwrite: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                OutputFolder.RemoveRemains(partial);
                throw OutputFolder.CannotWrite(options.Runs, e);
            }
        }
    }

    private static void Write(PlannedRun run, ImportOptions options)
    {
        using var pending = PendingRun.Begin(options.Runs, run.Record.Identity);
        foreach (var source in run.Sources)
        {
            using var content = source.Open();
            var compress = source.Compress || (options.Compress && source.File.Bytes > WorthCompressing);
            if (pending.Add(source.File.Name, content, compress) != source.File)
            {
                throw new UserErrorException(
                    $"{source.Path} changed while it was imported: import again when nothing writes to it."
                );
            }
        }

        pending.Complete(run.Record, replace: run.State == PlannedState.Differs);
    }
}
