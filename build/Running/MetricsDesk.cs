using System.Collections.Immutable;
using Refigure.Build.Figures;
using Refigure.Files;
using Refigure.Imports.Traces;
using Refigure.Results;
using Refigure.Traces.Cards;
using Refigure.Traces.Configs;
using Refigure.Traces.Metrics;

namespace Refigure.Build.Running;

/// <summary>The scaling study's own files: its table of results, workload cards, configurations and batch scripts.</summary>
public sealed class MetricsDesk(IFileSystem files, RunStore store, RunLibrary library)
{
    private const string Temporary = ".partial";

    /// <summary>Reads workloads from runs, or from folders of the study.</summary>
    /// <exception cref="UserErrorException">There is neither.</exception>
    public (ImmutableArray<ProfiledWorkload> Workloads, ImmutableArray<string> Remarks) Read(string path)
    {
        if (!RunFolder.List(path).IsEmpty)
        {
            ImmutableArray<ProfiledWorkload> runs = [.. store.Load([path]).Where(IsProfiled).Select(WorkloadOfRun.Of)];
            return runs.IsEmpty
                ? throw new UserErrorException($"{path} has runs, but none with a load or with traces.")
                : (runs, []);
        }

        var (workloads, findings) = StudyFolders.Read(path);
        return (workloads, [.. findings.Select(f => f.Message)]);
    }

    /// <summary>Writes the tables, and a card for each workload.</summary>
    /// <returns>The files' names.</returns>
    /// <exception cref="UserErrorException">The folder cannot be written to.</exception>
    public IReadOnlyList<string> WriteMetrics(
        IReadOnlyList<ProfiledWorkload> workloads,
        string folder,
        BuildContext context
    )
    {
        var models = library.Models(context);
        var texts = new List<(string, string)>();
        foreach (var (name, rows) in StudyTables.Of(workloads))
        {
            texts.Add((name, StudyTables.Csv(rows)));
        }

        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var workload in workloads)
        {
            var card = WorkloadCardText.Of(
                WorkloadCards.Of(workload, workload.Model is { } model ? models.Find(model) : null)
            );
            var name = FolderName.Safe(workload.Experiment);
            texts.Add(
                (
                    $"{(taken.Add(name) ? name : FolderName.SafeDistinct($"{name}{taken.Count}"))}/{WorkloadCardText.Name}",
                    card
                )
            );
        }

        return Write(folder, texts);
    }

    /// <summary>Writes the configurations of all series, and their scripts.</summary>
    /// <returns>The files' names.</returns>
    /// <exception cref="UserErrorException">The folder cannot be written to, or no experiment that was asked for has a series.</exception>
    public IReadOnlyList<string> WriteConfigs(string folder, BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var catalog = library.Experiments(context);
        var asked = context.Options.Experiments;
        var configs = StudyConfig.Of(
            catalog.Names.Where(n => asked.Count == 0 || asked.Contains(n)).Select(catalog.Get),
            library.Models(context)
        );
        if (configs.IsEmpty)
        {
            throw new UserErrorException(
                $"{string.Join(", ", asked)} has no series: write 'series: E1' into figures/experiments/NAME.yaml, whose cases of the profile paper are then its configurations."
            );
        }

        var texts = new List<(string, string)>();
        foreach (var config in configs)
        {
            texts.Add(($"configs/{config.FileName}", config.ToYaml()));
            texts.Add(($"slurm_scripts/run_{config.Id}.sh", BatchScripts.OfCase(config)));
        }

        texts.Add(("slurm_scripts/run_with_nsys.sh", BatchScripts.WithNsys));
        return Write(folder, texts);
    }

    private static bool IsProfiled(MeasuredRun run) =>
        run.Record.Files.Any(f =>
            f.Name.StartsWith("trace/", StringComparison.Ordinal) || f.Name is "load.json" or "timing_stats.json"
        );

    private string[] Write(string folder, List<(string Name, string Text)> texts)
    {
        try
        {
            foreach (var (name, text) in texts)
            {
                var path = Path.Combine(folder, name);
                files.CreateDirectory(Path.GetDirectoryName(path)!);
                using (var stream = files.Create(path + Temporary))
                {
                    stream.Write(System.Text.Encoding.UTF8.GetBytes(text));
                }

                files.MoveFile(path + Temporary, path);
                if (path.EndsWith(".sh", StringComparison.Ordinal) && !OperatingSystem.IsWindows())
                {
                    const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
                    const UnixFileMode Others =
                        UnixFileMode.GroupRead
                        | UnixFileMode.GroupExecute
                        | UnixFileMode.OtherRead
                        | UnixFileMode.OtherExecute;
                    File.SetUnixFileMode(path, Mine | Others);
                }
            }

            return [.. texts.Select(t => t.Name)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"--out {folder} cannot be written: {e.Message}", e);
        }
    }
}
