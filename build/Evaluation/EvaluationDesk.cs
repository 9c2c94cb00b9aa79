using System.Collections.Immutable;
using Cake.Common.Diagnostics;
using Refigure.Build.Figures;
using Refigure.Build.Options;
using Refigure.Build.Running;
using Refigure.Evaluation;
using Refigure.Nodes;
using Refigure.Verification;

namespace Refigure.Build.Evaluation;

/// <summary>
/// An evaluator's afternoon: plans the steps and says their price, does those that are not done yet, whatever becomes of the
/// others, and ends with a table.
/// </summary>
public sealed class EvaluationDesk
{
    private readonly EvaluationSteps _steps;
    private readonly IEvaluationReport _report;
    private readonly INodeInspector _node;
    private readonly Interruption _interruption;
    private readonly TimeProvider _clock = TimeProvider.System;

    /// <summary>With what knows the steps, makes the report, knows the machine, and ends long work.</summary>
    public EvaluationDesk(
        EvaluationSteps steps,
        IEvaluationReport report,
        INodeInspector node,
        Interruption interruption
    )
    {
        _steps = steps;
        _report = report;
        _node = node;
        _interruption = interruption;
    }

    /// <summary>Writes the numbers of the recorded figures down as those that an evaluation expects.</summary>
    /// <exception cref="UserErrorException">One cannot be drawn or written.</exception>
    public void Accept(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var figures = _steps.Recorded(context, EvaluationFolder.Of(context.Options)).Accept();
        context.Information(
            "The numbers of the recorded figures {0} are now those that Evaluate expects, in {1}.",
            FigureNumbers.Ranges(figures),
            Shown(Path.GetDirectoryName(RecordedStep.ExpectedOf(RunLibrary.Recorded(context), figures[0]))!)
        );
    }

    /// <summary>Evaluates.</summary>
    /// <returns>What it came to; null if only the plan was asked for.</returns>
    /// <exception cref="UserErrorException">An option or what is given is wrong; nothing was done.</exception>
    /// <exception cref="OperationCanceledException">It was stopped; the same call goes on.</exception>
    public async Task<EvaluationResult?> RunAsync(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        EvaluationInput.Refuse(context.Options);
        var folder = EvaluationFolder.Of(context.Options);
        FigureFolder.RefuseUnwritable(folder.Root);
        FigureFolder.RefuseUnwritable(context.Options.Runs);
        var state = context.Options.Force ? EvaluationState.Empty : EvaluationFiles.ReadState(context, folder);
        var results = new List<StepRecord>();
        var steps = await _steps.OfAsync(context, folder, _interruption.Token);
        steps = steps.Add(
            new ReportStep(_report, context, folder, () => EvaluationSets.Of(context, folder, steps, results))
        );
        var priced = Price(steps, state, folder);
        SayPlan(context, folder, priced);
        return context.Options.OnlyPlan ? null : await DoAsync(context, folder, priced, state, results);
    }

    private static ImmutableArray<PricedStep> Price(
        ImmutableArray<IEvaluationStep> steps,
        EvaluationState state,
        EvaluationFolder folder
    )
    {
        var counted = new HashSet<string>(StringComparer.Ordinal);
        return
        [
            .. steps.Select(step =>
            {
                var (done, why) = step.IsRemembered
                    ? state.Find(step.Name, step.Inputs(), file => File.Exists(Path.Combine(folder.Root, file)))
                    : (null, null);
                // What need not be done is not read, however much it is.
                return new PricedStep(
                    step,
                    done is null ? step.Price(counted) : new StepPrice(TimeSpan.Zero, 0),
                    done,
                    why
                );
            }),
        ];
    }

    private void SayPlan(BuildContext context, EvaluationFolder folder, ImmutableArray<PricedStep> priced)
    {
        foreach (var line in EvaluationTable.OfPlan(priced))
        {
            context.Information("{0}", line);
        }

        var unknown = priced.Count(p => p.Price.Time is null);
        context.Information(
            "About {0}{1}; disk: {2} ({3} free). Figures and results go to {4}, runs to {5}.",
            EvaluationTable.Rough(Left(priced)) switch
            {
                "" => "no time",
                var time => time,
            },
            unknown == 0 ? "" : $" and {unknown} {(unknown == 1 ? "step" : "steps")} of which nobody knows",
            EvaluationTable.Megabytes(priced.Sum(p => p.Price.Bytes)),
            EvaluationTable.Megabytes(_node.FreeDisk(folder.Root)),
            Shown(folder.Root),
            Shown(context.Options.Runs)
        );
        context.Information("It can be stopped (Ctrl-C) and goes on where it was with the same command.");
    }

    private async Task<EvaluationResult> DoAsync(
        BuildContext context,
        EvaluationFolder folder,
        ImmutableArray<PricedStep> priced,
        EvaluationState state,
        List<StepRecord> results
    )
    {
        var began = _clock.GetUtcNow();
        OperationCanceledException? stopped = null;
        for (var i = 0; i < priced.Length; i++)
        {
            var (step, _, done, _) = priced[i];
            if (stopped is not null)
            {
                results.Add(NotReached(step));
                continue;
            }

            if (done is not null)
            {
                results.Add(done);
                continue;
            }

            Head(context, priced, i);
            try
            {
                var record = await DoAsync(step);
                results.Add(record);
                SayLines(context, record);
                if (step.IsRemembered)
                {
                    state = state.With(record);
                    EvaluationFiles.Save(folder, state);
                }
            }
            catch (OperationCanceledException e) when (_interruption.Token.IsCancellationRequested)
            {
                stopped = e;
                results.Add(NotReached(step));
            }
        }

        var result = new EvaluationResult([.. results])
        {
            WasStopped = stopped is not null,
            Report = results.SelectMany(r => r.Lines).FirstOrDefault(l => l.Part == EvaluationParts.Report)?.File,
            DoneBefore = [.. priced.Where(p => p.Done is not null).Select(p => p.Step.Name)],
        };
        EvaluationFiles.Tell(context, folder, result, began, _clock.GetUtcNow());
        return stopped is null ? result : throw stopped;
    }

    private static void Head(BuildContext context, ImmutableArray<PricedStep> priced, int i)
    {
        var left = EvaluationTable.Rough(Left(priced.Skip(i)));
        context.Information(
            "[{0}/{1}] {2}{3}",
            i + 1,
            priced.Length,
            priced[i].Step.Title,
            left.Length == 0 ? "" : $"; about {left} left"
        );
    }

    private async Task<StepRecord> DoAsync(IEvaluationStep step)
    {
        var since = _clock.GetTimestamp();
        ImmutableArray<EvaluationLine> lines;
        ImmutableSortedDictionary<string, string> inputs;
        try
        {
            lines = await step.RunAsync(_interruption.Token);
            // Afterwards: it may have made what it depends on.
            inputs = step.Inputs();
        }
        catch (Exception e) when (e is not OperationCanceledException || !_interruption.Token.IsCancellationRequested)
        {
            // Whatever it is, the other steps are done.
            lines =
            [
                new EvaluationLine(
                    step.Name.Split('/')[0],
                    step.Name.Split('/')[^1],
                    EvaluationVerdict.Failed,
                    e is UserErrorException ? e.Message : $"{e.GetType().Name}: {e.Message}"
                ),
            ];
            inputs = InputDigest.Of();
        }

        return new StepRecord(step.Name, inputs, _clock.GetElapsedTime(since), lines);
    }

    private static StepRecord NotReached(IEvaluationStep step) =>
        new(
            step.Name,
            InputDigest.Of(),
            TimeSpan.Zero,
            [
                new EvaluationLine(
                    step.Name.Split('/')[0],
                    step.Name.Split('/')[^1],
                    EvaluationVerdict.NotReached,
                    "stopped before its end; the same command goes on"
                ),
            ]
        );

    private static void SayLines(BuildContext context, StepRecord record)
    {
        foreach (var line in record.Lines)
        {
            context.Information("  {0} {1}: {2}", line.Verdict.Word(), line.What, line.Why);
        }

        context.Information("  in {0}", RunWords.Of(record.Elapsed));
    }

    private static TimeSpan Left(IEnumerable<PricedStep> steps) =>
        steps.Aggregate(TimeSpan.Zero, (sum, p) => sum + (p.Price.Time ?? TimeSpan.Zero));

    private static string Shown(string path) => Path.GetRelativePath(Directory.GetCurrentDirectory(), path);
}
