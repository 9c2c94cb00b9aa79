using System.Collections.Immutable;
using Cake.Common.Diagnostics;
using Refigure.Build.Figures;
using Refigure.Figures;
using Refigure.Reports;
using Refigure.Reports.Comparisons;
using Refigure.Reports.Page;
using Refigure.Reports.Runs;
using Refigure.Results;

namespace Refigure.Build.Reports;

/// <summary>Makes the report of the runs that are there.</summary>
public sealed class ReportDesk
{
    /// <summary>The report's file within the folder of the figures.</summary>
    public const string FileName = "report.html";

    // Of so many runs every line that gave a number is shown; of more, the lines behind the figures.
    private const int MostWhole = 120;

    private readonly RunLibrary _library;
    private readonly RunStore _store;
    private readonly ReportFigures _figures;

    /// <summary>With the runs, and what makes figures of them.</summary>
    public ReportDesk(RunLibrary library, RunStore store, ReportFigures figures)
    {
        (_library, _store, _figures) = (library, store, figures);
    }

    /// <summary>Writes it, and says where it is and what it shows.</summary>
    /// <returns>The file.</returns>
    /// <exception cref="UserErrorException">There are no runs, or the file cannot be written.</exception>
    public string Write(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var path = Path.Combine(context.Options.Out, FileName);
        if (Directory.Exists(path))
        {
            throw new UserErrorException($"{path} is a folder: move it away, or name another folder with --out DIR.");
        }

        FigureFolder.RefuseUnwritable(context.Options.Out);
        var against = AgainstWhat.Of(context, _store);
        var report = Make(context, against);
        try
        {
            PartialFile.Write(path, ReportPage.Of(report));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException(
                $"{path} cannot be written ({e.Message.TrimEnd('.')}): name another folder with --out DIR.",
                e
            );
        }

        Tell(context, report, path);
        return path;
    }

    private Report Make(BuildContext context, AgainstWhat against)
    {
        _library.SkipsDamaged = true;
        var runs = Shown(_library.All(context), context);
        if (runs.IsEmpty && _library.Unreadable.IsEmpty)
        {
            throw new UserErrorException(
                "There are no such runs to report yet: make some with ./build.sh --figure 2, or bring others with --target Import --from DIR."
            );
        }

        var computed = _figures.Compute(context, runs);
        var sources = Sources(computed.Values);
        var whole = runs.Length <= MostWhole;
        var reading = Task.Run(() => Read(runs, sources, whole));
        var within = Task.Run(() => RunComparisons.Within(runs));
        // Meanwhile, on this core.
        var figures = _figures.Of(context, computed, runs, against.Reference);
        return new Report
        {
            Figures = figures,
            Runs = reading.GetAwaiter().GetResult(),
            Unreadable = [.. _library.Unreadable, .. against.Unreadable],
            Comparisons =
            [
                .. against.Runs is { } before
                    ? [RunComparisons.Against(before, runs, against.Name!)]
                    : ImmutableArray<RunComparison>.Empty,
                .. within.GetAwaiter().GetResult(),
            ],
            Reference = against.Reference is null ? null : against.Name,
            OnlyInReference = [.. (against.Reference?.Keys ?? []).Where(n => figures.All(f => f.Recipe.Number != n))],
            Commit = Repository.Commit(),
        };
    }

    // With --figure only what concerns these figures.
    private ImmutableArray<MeasuredRun> Shown(ImmutableArray<MeasuredRun> runs, BuildContext context)
    {
        var options = context.Options;
        var experiments = _figures.ExperimentsOf(context);
        return runs.RemoveAll(r =>
            (options.Profile is { } profile && r.Record.Profile != profile)
            || (options.Node is { } node && r.Record.Identity.Node != node)
            || (experiments is not null && !experiments.Contains(r.Record.Identity.Experiment))
        );
    }

    private static ImmutableArray<ReportRun> Read(
        ImmutableArray<MeasuredRun> runs,
        Dictionary<string, HashSet<string>> sources,
        bool whole
    )
    {
        var read = new ReportRun[runs.Length];
        AllCores.For(
            read.Length,
            i => read[i] = RunReader.Read(runs[i], sources.GetValueOrDefault(runs[i].Record.Hash, []), whole)
        );
        return ImmutableArray.Create(read);
    }

    private static Dictionary<string, HashSet<string>> Sources(IEnumerable<FigureOutcome> figures)
    {
        var sources = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var mark in figures.SelectMany(f => f.Data?.Marks ?? []))
        {
            foreach (var source in mark.Sources.IsDefault ? [] : mark.Sources)
            {
                if (!sources.TryGetValue(source.Run.Record.Hash, out var lines))
                {
                    sources.Add(source.Run.Record.Hash, lines = new HashSet<string>(StringComparer.Ordinal));
                }

                lines.Add(source.Measurement.Source);
            }
        }

        return sources;
    }

    private static void Tell(BuildContext context, Report report, string path)
    {
        // That the recorded runs still give their committed numbers is no news.
        foreach (
            var figure in report.Figures.Where(f =>
                f.Comparison is { } c && (report.Reference is not null || c.Verdict != Verification.Verdict.Identical)
            )
        )
        {
            context.Information(
                "Figure {0} ({1}) against {4}: {2}, {3}.",
                figure.Recipe.Number,
                figure.Profile,
                Verification.Verdicts.Word(figure.Comparison!.Verdict),
                figure.Comparison.Reason,
                figure.Reference!
            );
        }

        foreach (var sentence in report.Unreadable)
        {
            context.Information("Not read: {0}", sentence);
        }

        var changed = report.Runs.Count(r => !r.Damage.IsEmpty);
        if (changed > 0)
        {
            context.Information("{0} runs were changed after they were measured; the report says which.", changed);
        }

        context.Information(
            "{0}: {1} figures of {2} runs.",
            Path.GetRelativePath(Directory.GetCurrentDirectory(), path),
            report.Figures.Count(f => f.Data is not null),
            report.Runs.Length
        );
    }
}
