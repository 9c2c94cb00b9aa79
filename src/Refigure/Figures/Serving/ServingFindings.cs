using System.Collections.Immutable;
using Refigure.Results;
using Refigure.Serving;

namespace Refigure.Figures.Serving;

/// <summary>What a reader must know of the loads behind a figure.</summary>
/// <param name="draft">The figure.</param>
/// <param name="shown">The cases that it shows.</param>
internal sealed class ServingFindings(FigureDraft draft, ImmutableArray<ShownCase> shown)
{
    // A first block in common, such as a chat template's, is nothing to speak of.
    private const double WorthCached = 0.01;
    private const double BusyClient = 0.8;
    private const double WorthLate = 0.05;
    private const int MostNamed = 6;

    /// <summary>Invalid runs, contaminated caches, a slow client.</summary>
    public void Say(RunSelection selection)
    {
        SayInvalid(selection);
        SayCached();
        SayClient();
    }

    /// <summary>Whether the numbers are of the steady state.</summary>
    public void SaySteadyState()
    {
        var without = Those(run => run.Value(ServingMetrics.SteadyDuration) is null);
        if (without.Length == shown.Length)
        {
            draft.Find(
                "no-steady-state",
                Those(run => run.Find(ServingMetrics.SteadyDuration) is not null).IsEmpty
                    ? "Whether the loads reached a steady state is not known: the numbers are of the whole loads."
                    : "No run has a steady state: the numbers are of the whole loads, their start and end among them.",
                RunsOf(without)
            );
            return;
        }

        double[] seconds =
        [
            .. shown
                .SelectMany(s => s.Case.Runs.Iterations)
                .Select(r => r.Value(ServingMetrics.SteadyDuration))
                .OfType<double>(),
        ];
        var (least, most) = (Seconds(seconds.Min()), Seconds(seconds.Max()));
        var range = least == most ? $"{least} s" : $"{least} to {most} s";
        draft.Find(
            "steady-state",
            without.Length == 0
                ? $"The numbers are of the steady state of each load, {range} long."
                : $"No steady state ({Where(without)}): there the numbers are of the whole load; else of the steady state, {range} long.",
            RunsOf(without)
        );
    }

    private void SayInvalid(RunSelection selection)
    {
        var nodes = shown.Select(s => s.Case.Runs.Node).ToHashSet(StringComparer.Ordinal);
        var models = shown.Select(s => s.Case.Model).ToHashSet(StringComparer.Ordinal);
        var cases = selection.Cases.Select(c => c.Key).ToHashSet(StringComparer.Ordinal);
        MeasuredRun[] left =
        [
            .. selection.Invalid.Where(r =>
                nodes.Contains(r.Record.Identity.Node)
                && models.Contains(r.Record.Model)
                && !cases.Contains(CaseRuns.KeyOf(r.Record.Identity))
            ),
        ];
        if (left.Length > 0)
        {
            string[] names = [.. left.Select(r => r.Record.Identity.Case).Distinct()];
            string[] reasons = [.. left.SelectMany(r => r.Record.InvalidReasons).Distinct().Take(2)];
            draft.Find(
                "invalid-runs",
                $"Not shown, since no run of {(names.Length == 1 ? "it" : "them")} is valid: {Listed(names)}"
                    + (reasons.Length > 0 ? $" ({string.Join("; ", reasons.Select(r => r.TrimEnd('.')))})." : "."),
                left
            );
        }
    }

    private void SayCached()
    {
        var most = 0.0;
        var hit = Those(run =>
        {
            var share = run.Value(ServingMetrics.CachedPromptShare) ?? 0;
            most = Math.Max(most, share);
            return share > WorthCached;
        });
        if (hit.Length > 0)
        {
            draft.Find(
                "prefix-cache",
                $"The server took up to {Percent(most)} % of the prompts' tokens from its prefix cache ({Where(hit)}): TTFT and throughput there are better than without.",
                RunsOf(hit)
            );
        }
    }

    private void SayClient()
    {
        var busy = Those(run => run.Value("client_cpu_share") > BusyClient);
        if (busy.Length > 0)
        {
            draft.Find(
                "client-bottleneck",
                $"The client was busy for more than {Percent(BusyClient)} % of the time ({Where(busy)}): what it measured there may be its own slowness.",
                RunsOf(busy)
            );
        }

        var late = Those(run =>
            run.Value("ttft_mean") is { } sent
            && run.Value("ttft_intended_mean") is { } intended
            && intended - sent > WorthLate * sent
        );
        if (late.Length > 0)
        {
            draft.Find(
                "late-sends",
                $"TTFT is from the send; from the intended start it is more than {Percent(WorthLate)} % longer ({Where(late)}).",
                RunsOf(late)
            );
        }
    }

    /// <summary>Requests that failed or were empty, and are in no mean.</summary>
    public void SayFailed() =>
        SayRequests("failed-requests", (RequestStatus.Failed, "failed"), (RequestStatus.Empty, "had an empty answer"));

    /// <summary>Requests that the end of a load of a given duration cut off, as it does in each.</summary>
    public void SayCut() => SayRequests("cut-requests", (RequestStatus.Cut, "were cut off at the end of the load"));

    private void SayRequests(string kind, params (RequestStatus Status, string Words)[] which)
    {
        var parts = new List<string>();
        foreach (var (status, words) in which)
        {
            var metric = ServingMetrics.Requests(status);
            var with = Those(run => run.Value(metric) > 0);
            if (with.Length > 0)
            {
                var count = with.Sum(s => s.Case.Runs.Iterations.Sum(r => r.Value(metric) ?? 0));
                parts.Add($"{FigureNumberText.Exact(count)} {words} ({Where(with)})");
            }
        }

        if (parts.Count > 0)
        {
            draft.Find(
                kind,
                $"Of the requests {string.Join(", ", parts)}: they are in no mean.",
                shown.SelectMany(s => s.Case.Runs.Iterations)
            );
        }
    }

    /// <summary>What the tools that put the loads on have to say.</summary>
    public void SayRemarks()
    {
        var remarks = shown.SelectMany(s => s.Case.Load?.Remarks ?? []).Distinct(StringComparer.Ordinal);
        foreach (var remark in remarks)
        {
            ImmutableArray<ShownCase> with = [.. shown.Where(s => s.Case.Load?.Remarks.Contains(remark) == true)];
            draft.Find(
                "load",
                with.Length == shown.Length ? remark : $"{Capital(Where(with))}: {remark}",
                RunsOf(with)
            );
        }
    }

    private ImmutableArray<ShownCase> Those(Func<MeasuredRun, bool> has) =>
        [.. shown.Where(s => s.Case.Runs.Iterations.Select(has).ToArray().Contains(true))];

    private static string Where(ImmutableArray<ShownCase> some) =>
        string.Join(
            "; ",
            Ordered.Groups(some, s => s.Of).Select(g => Part(g[0].Of, [.. g.Select(s => s.At).Distinct()]))
        );

    private static string Part(string of, string[] at) => $"{of} {Listed(at)}".TrimEnd();

    private static string Listed(string[] words) =>
        words.Length <= MostNamed
            ? string.Join(", ", words)
            : $"{string.Join(", ", words.Take(MostNamed - 1))} and {words.Length - MostNamed + 1} more";

    private static IEnumerable<MeasuredRun> RunsOf(ImmutableArray<ShownCase> some) =>
        some.SelectMany(s => s.Case.Runs.Iterations);

    private static string Percent(double share) => FigureNumberText.Exact(Math.Round(100 * share));

    private static string Seconds(double seconds) => FigureNumberText.Exact(Math.Round(seconds, seconds < 10 ? 1 : 0));

    // Names of cases and engines stay as they are.
    private static string Capital(string text) =>
        text.StartsWith("concurrency", StringComparison.Ordinal) ? char.ToUpperInvariant(text[0]) + text[1..] : text;
}
