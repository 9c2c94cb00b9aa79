using System.Collections.Immutable;
using Refigure.Figures.Serving;
using Refigure.Results;
using Refigure.Serving;
using Refigure.Statistics;
using Refigure.Traces.Scaling;

namespace Refigure.Figures.Traces;

/// <summary>The measured panels of <see cref="ScalingCurves"/>.</summary>
internal sealed class ScalingValues(FigureDraft draft)
{
    private const double WorthSaying = 0.1;
    private bool _hasIntervals;

    public static bool HasAny(ServingCase one) =>
        one.Runs.Has(ServingMetrics.OutputThroughput) || one.Runs.Has(ScalingMetrics.Iteration);

    /// <summary>Tokens per second where all cases have them, else iterations per second.</summary>
    public ImmutableArray<FigureMark> AddThroughput(ImmutableArray<ServingCase> cases)
    {
        var tokens = cases.All(c => c.Runs.Has(ServingMetrics.OutputThroughput));
        var (metric, unit) = tokens
            ? (ServingMetrics.OutputThroughput, "tokens/s")
            : (ScalingMetrics.IterationRate, "iterations/s");
        draft.Add(
            Annotation.Text(Annotation.Axis, tokens ? "Output throughput (tokens/s)" : "Throughput (iterations/s)")
        );
        if (!tokens)
        {
            draft.Find(
                "labels",
                "How many tokens an iteration generates is not known: throughput is in iterations per second.",
                cases.SelectMany(c => c.Runs.Iterations)
            );
        }

        return AddAll(ScalingCurves.Throughput, cases, metric, unit, static (_, _) => null);
    }

    /// <summary>Wall-clock times of iterations: measured from the requests, or as another tool's file has them.</summary>
    public ImmutableArray<FigureMark> AddIterations(ImmutableArray<ServingCase> cases)
    {
        var marks = AddAll(ScalingCurves.Iteration, cases, ScalingMetrics.Iteration, "s", OfRequests);
        var own = cases.FirstOrDefault(c => c.Load?.Concurrency > 0 && !c.Runs.Has(ScalingMetrics.Iteration));
        if (marks.IsEmpty)
        {
            draft.Find(
                "missing",
                "The time of an iteration is not known: the loads are not of so many requests at a time (concurrency).",
                []
            );
        }
        else if (own is not null)
        {
            draft.Find(
                "labels",
                $"An iteration is a batch of {own.Load!.Concurrency} requests, from the first send to the last end.",
                []
            );
        }

        return marks;
    }

    /// <summary>Says what the error bars are.</summary>
    public void SayErrors(ImmutableArray<ServingCase> cases)
    {
        if (_hasIntervals)
        {
            draft.Find(
                "error-bars",
                "Error bars of single runs are 95 % intervals over their requests and iterations.",
                cases.SelectMany(c => c.Runs.Iterations)
            );
        }
    }

    private ImmutableArray<FigureMark> AddAll(
        string panel,
        ImmutableArray<ServingCase> cases,
        string metric,
        string unit,
        Func<ServingCase, MeasuredRun, ImmutableArray<double>?> otherwise
    )
    {
        var marks = ImmutableArray.CreateBuilder<FigureMark>();
        foreach (var one in cases)
        {
            if (Mark(panel, one, metric, unit, otherwise) is { } mark)
            {
                draft.Add(mark);
                marks.Add(mark);
            }
        }

        return marks.ToImmutable();
    }

    private FigureMark? Mark(
        string panel,
        ServingCase one,
        string metric,
        string unit,
        Func<ServingCase, MeasuredRun, ImmutableArray<double>?> otherwise
    )
    {
        var x = FigureNumberText.Exact(one.Gpus!.Value);
        var mark = new FigureMark(panel, "", $"TP {x}", x, Y: null, Error: null, N: null, unit);
        var sample = Sample.Of(one.Runs.Iterations, metric);
        if (sample.Summary is { } summary)
        {
            if (summary.N == 1)
            {
                AddInterval(mark, one, metric);
            }

            return mark with
            {
                Y = summary.Mean,
                Error = summary.StandardError,
                N = summary.N,
                Sources = sample.Sources,
            };
        }

        (MeasuredRun Run, ImmutableArray<double> Values)[] read =
        [
            .. one
                .Runs.Iterations.Select(run => (run, otherwise(one, run)))
                .Where(pair => pair.Item2 is { Length: > 0 })
                .Select(pair => (pair.run, pair.Item2!.Value)),
        ];
        return read.Length == 0 ? null : OfRead(mark, metric, read);
    }

    // Of several runs the mean of their means; of one its mean, with the interval over its iterations.
    private FigureMark OfRead(FigureMark mark, string metric, (MeasuredRun Run, ImmutableArray<double> Values)[] read)
    {
        double[] means = [.. read.Select(r => r.Values.Average())];
        var summary = SampleSummary.Of(means)!.Value;
        ImmutableArray<MarkSource> sources =
        [
            .. read.Select(
                (r, i) => new MarkSource(r.Run, new Measurement(metric, means[i], mark.Unit, Requests(r.Run)))
            ),
        ];
        if (means.Length == 1 && SampleSummary.Of(read[0].Values.AsSpan())?.HalfWidth95 is { } half)
        {
            Bound(mark, ServingMarks.Low, means[0] - half, sources);
            Bound(mark, ServingMarks.High, means[0] + half, sources);
        }

        return mark with
        {
            Y = summary.Mean,
            Error = summary.StandardError,
            N = means.Length,
            How = $"the mean of {string.Join(", ", read.Select(r => r.Values.Length))} batches of requests",
            Sources = sources,
        };
    }

    private void AddInterval(FigureMark mark, ServingCase one, string metric)
    {
        foreach (var run in one.Runs.Iterations)
        {
            if (
                run.Find(metric + "_low") is { Value: { } low } lower
                && run.Find(metric + "_high") is { Value: { } high } upper
            )
            {
                Bound(mark, ServingMarks.Low, low, [new MarkSource(run, lower)]);
                Bound(mark, ServingMarks.High, high, [new MarkSource(run, upper)]);
            }
        }
    }

    // As of curves: in a panel of its own, its series being the panel that it belongs to.
    private void Bound(FigureMark mark, string which, double y, ImmutableArray<MarkSource> sources)
    {
        _hasIntervals = true;
        draft.Add(
            new FigureMark(ServingMarks.Interval, mark.Panel, which, mark.X, y, Error: null, N: 1, mark.Unit)
            {
                Sources = sources,
            }
        );
    }

    private ImmutableArray<double>? OfRequests(ServingCase one, MeasuredRun run)
    {
        if (one.Load is not { Concurrency: > 0 and var batch, RequestRate: null })
        {
            return null;
        }

        var iterations = IterationTimes.Of(draft.Input.RequestsOf(run), batch);
        if (iterations?.Overlap > WorthSaying)
        {
            draft.Find(
                "iterations-overlap",
                "Batches ran into each other: their times are longer than those of batches that wait for each other.",
                [run]
            );
        }

        return iterations?.Seconds;
    }

    private static string Requests(MeasuredRun run) => $"{run.Record.Identity.RelativeFolder}/{ServingFiles.Requests}";
}
