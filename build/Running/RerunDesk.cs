using System.Collections.Immutable;
using System.Globalization;
using Refigure.Figures;
using Refigure.Reruns;
using Refigure.Results;
using Refigure.Running;

namespace Refigure.Build.Running;

/// <summary>
/// Reruns experiments below <c>artifacts/ci</c> and compares them with a baseline there. Each rerun is kept in a folder of
/// its own; one that was interrupted goes on.
/// </summary>
public sealed class RerunDesk
{
    private readonly Workshop _workshop;
    private readonly RunStore _store;
    private readonly TimeProvider _clock = TimeProvider.System;

    /// <summary>With what runs, and what reads runs.</summary>
    public RerunDesk(Workshop workshop, RunStore store)
    {
        _workshop = workshop;
        _store = store;
    }

    /// <summary>Reruns and compares.</summary>
    /// <exception cref="UserErrorException">No figure is named, the baseline is not there, or something cannot be run.</exception>
    public async Task<RerunReport> RunAsync(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Options.Figures.Count == 0)
        {
            throw new UserErrorException("--target Ci needs --figure N, the figures whose experiments are rerun.");
        }

        if (context.Options.Baseline is { } named && !Directory.Exists(named))
        {
            throw new UserErrorException(
                $"--baseline {named}: there is no such folder; name a folder of runs, or leave --baseline out to store this rerun as the baseline."
            );
        }

        var folder = Path.Combine(context.Root, "artifacts", "ci");
        var current = Path.Combine(folder, "current");
        var names = ExperimentChoice.Names(context, "Ci");
        var cases = _workshop.Cases(context, names, ExperimentChoice.Smoke);
        var summary = await _workshop.RunAsync(context, cases, current);
        var now = _store.Load([current], [.. names]);
        return Finish(context, folder, current, now, summary);
    }

    private RerunReport Finish(
        BuildContext context,
        string folder,
        string current,
        ImmutableArray<MeasuredRun> now,
        RunSummary summary
    )
    {
        var baseline = context.Options.Baseline ?? Path.Combine(folder, "baseline");
        var failures = summary
            .Failed.Select(f => (Run: RunWords.Of(f.Run), Message: string.Join(' ', f.Failure)))
            .ToImmutableArray();
        if (!Directory.Exists(baseline) && failures.IsEmpty)
        {
            Directory.Move(current, baseline);
            return new RerunReport(
                [],
                0,
                [$"There was no baseline: these {now.Length} runs are it now, in {Shown(baseline)}."]
            );
        }

        var margin = context.Options.Tolerance ?? MetricChange.UsualMargin;
        var metrics = context
            .Options.Figures.Select(n => FigureRecipes.Find(n, ExperimentChoice.Smoke))
            .OfType<FigureRecipe>()
            .SelectMany(recipe => ShownMetrics.Of(recipe));
        var compared = RerunComparison.Of(_store.Load([baseline]), now, metrics, margin);
        Write(folder, RerunMarkdown.Of(compared, margin), compared, failures);
        var kept = Path.Combine(folder, _clock.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture));
        if (failures.IsEmpty && !Directory.Exists(kept))
        {
            Directory.Move(current, kept);
        }

        return new RerunReport(
            compared,
            failures.Length,
            [
                .. compared.Where(c => c.Decides).Select(Line),
                $"{Shown(Path.Combine(folder, "summary.md"))} and junit.xml beside it have it all.",
            ]
        );
    }

    private static string Line(ComparedMetric one)
    {
        var numbers = one.Numbers is { } n
            ? string.Create(
                CultureInfo.InvariantCulture,
                $", {n.Before.Mean:0.000} s → {n.Now.Mean:0.000} s ({n.Relative * 100:+0.0;-0.0;0.0} %)"
            )
            : string.Empty;
        var why = one.Why is { } reason ? $" ({reason})" : string.Empty;
        return $"{one.Experiment} {one.Case} {one.Cache.Word()}: {one.Verdict.Word()}{why}{numbers}";
    }

    private static void Write(
        string folder,
        string markdown,
        ImmutableArray<ComparedMetric> compared,
        ImmutableArray<(string, string)> failures
    )
    {
        try
        {
            File.WriteAllText(Path.Combine(folder, "summary.md"), markdown);
            File.WriteAllText(Path.Combine(folder, "junit.xml"), RerunJUnit.Of(compared, failures).ToString() + "\n");
            if (Environment.GetEnvironmentVariable("GITHUB_STEP_SUMMARY") is { Length: > 0 } page)
            {
                File.AppendAllText(page, markdown);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"The summary cannot be written ({e.Message.TrimEnd('.')}).", e);
        }
    }

    private static string Shown(string path) => Path.GetRelativePath(Directory.GetCurrentDirectory(), path);
}
