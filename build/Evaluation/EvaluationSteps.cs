using System.Collections.Immutable;
using Refigure.Build.Figures;
using Refigure.Build.Options;
using Refigure.Build.Running;
using Refigure.Evaluation;
using Refigure.Figures;
using Refigure.Imports;
using Refigure.Planning;
using Refigure.Results;

namespace Refigure.Build.Evaluation;

/// <summary>Which steps an evaluation has on this machine.</summary>
public sealed class EvaluationSteps
{
    private readonly EvaluationBenches _benches;
    private readonly DoctorDesk _doctor;
    private readonly RunStore _store;
    private readonly Importer _importer;
    private readonly LabGate _gate;

    /// <summary>With what makes benches, looks at machines, reads runs and takes them over.</summary>
    public EvaluationSteps(
        EvaluationBenches benches,
        DoctorDesk doctor,
        RunStore store,
        Importer importer,
        LabGate gate
    )
    {
        _benches = benches;
        _doctor = doctor;
        _store = store;
        _importer = importer;
        _gate = gate;
    }

    /// <summary>The figures that a call is about.</summary>
    internal static ImmutableArray<int> Figures(BuildContext context) =>
        context.Options.Figures.Count > 0 ? [.. context.Options.Figures] : [.. FigureTasks.Numbers];

    /// <summary>The step of the recorded runs.</summary>
    internal RecordedStep Recorded(BuildContext context, EvaluationFolder folder) =>
        new(
            _benches.Of(context, RecordedStep.Options(context.Options, folder) with { Figures = Figures(context) }),
            folder,
            Figures(context)
        );

    /// <summary>All steps but the report, in order.</summary>
    internal async Task<ImmutableArray<IEvaluationStep>> OfAsync(
        BuildContext context,
        EvaluationFolder folder,
        CancellationToken cancellation
    )
    {
        var steps = ImmutableArray.CreateBuilder<IEvaluationStep>();
        var wants = context.Options.Profile;
        var smoke = wants is null or EvaluationParts.Smoke ? Experiments(context, folder, EvaluationParts.Smoke) : [];
        steps.Add(Doctor(context, folder, [.. smoke.OfType<ExperimentStep>()]));
        steps.Add(Recorded(context, folder));
        if (context.Options.From is not null)
        {
            steps.Add(Study(context, folder));
        }

        steps.AddRange(smoke);
        if (wants is null or EvaluationParts.Lab)
        {
            steps.AddRange(await LabAsync(context, folder, cancellation));
        }

        return steps.ToImmutable();
    }

    private StudyStep Study(BuildContext context, EvaluationFolder folder)
    {
        var figures = Figures(context);
        return new StudyStep(
            (profile, runs) =>
                _benches.Of(
                    context,
                    context.Options.OfPart() with
                    {
                        Profile = profile,
                        NoRun = true,
                        Runs = runs,
                        Out = folder.FiguresOf(EvaluationParts.Study),
                        Figures = figures,
                        Node = null,
                    }
                ),
            _importer,
            folder,
            context.Options,
            figures
        );
    }

    private DoctorStep Doctor(BuildContext context, EvaluationFolder folder, ImmutableArray<ExperimentStep> planned)
    {
        var bench = Bench(context, folder, EvaluationParts.Smoke, Figures(context));
        Plan Plan() =>
            bench.Workshop.Plan(
                bench.Context,
                bench.Workshop.Cases(bench.Context, planned.Select(s => s.Experiment), EvaluationParts.Smoke),
                bench.Context.Options.Runs,
                onlyHere: true
            );
        return new DoctorStep(_doctor, bench, () => planned.IsEmpty ? null : Plan());
    }

    private async Task<ImmutableArray<IEvaluationStep>> LabAsync(
        BuildContext context,
        EvaluationFolder folder,
        CancellationToken cancellation
    )
    {
        if (_gate.WhyNoGpu() is { } none)
        {
            return [Stated(EvaluationParts.Lab, "vLLM itself on this machine", Figures(context), _ => none)];
        }

        var steps = Experiments(context, folder, EvaluationParts.Lab);
        var library = Bench(context, folder, EvaluationParts.Lab, []).Library;
        for (var i = 0; i < steps.Length; i++)
        {
            if (steps[i] is not ExperimentStep step)
            {
                continue;
            }

            var environments = library
                .Experiments(context)
                .Get(step.Experiment)
                .Profiles[EvaluationParts.Lab]
                .Cases.Select(c => c.Environment)
                .Distinct(StringComparer.Ordinal);
            foreach (var name in environments)
            {
                if (await _gate.WhyNotAsync(context, name, cancellation) is { } why)
                {
                    steps = steps.SetItem(i, Stated(step.Name, step.Title, step.Figures, _ => why));
                    break;
                }
            }
        }

        return steps;
    }

    // The cheapest first: whoever stops early has most of it. What has nothing to run is one step that says why, figure by figure.
    private ImmutableArray<IEvaluationStep> Experiments(BuildContext context, EvaluationFolder folder, string profile)
    {
        var bench = Bench(context, folder, profile, []);
        var reasons = new SortedDictionary<int, string>();
        var figures = new SortedDictionary<string, List<int>>(StringComparer.Ordinal);
        foreach (var number in Figures(context))
        {
            var experiment = FigureRecipes.Find(number)!.Experiment;
            var why =
                (profile == EvaluationParts.Smoke ? FigureRecipes.WhyNoSmoke(number) : null)
                ?? bench.Workshop.WhyNone(bench.Context, experiment, profile);
            if (why is not null)
            {
                reasons[number] = why.TrimEnd('.');
                continue;
            }

            if (!figures.TryGetValue(experiment, out var shown))
            {
                figures[experiment] = shown = [];
            }

            shown.Add(number);
        }

        var steps = figures
            .Select(f => new ExperimentStep(
                profile,
                f.Key,
                [.. f.Value],
                () => Bench(context, folder, profile, [.. f.Value]),
                _doctor,
                _store,
                folder
            ))
            .Select(step => (Step: step, Time: step.Price(new HashSet<string>(StringComparer.Ordinal)).Time))
            .OrderBy(s => s.Time ?? TimeSpan.MaxValue)
            .Select(s => (IEvaluationStep)s.Step)
            .ToImmutableArray();
        return reasons.Count == 0
            ? steps
            : steps.Add(
                Stated(
                    $"{profile}/none",
                    $"Figures without a {profile} experiment",
                    [.. reasons.Keys],
                    number => reasons[number]
                )
            );
    }

    // Figures that share a reason share a line.
    private static StatedStep Stated(string name, string title, ImmutableArray<int> figures, Func<int, string> why) =>
        new(
            name,
            title,
            [
                .. figures
                    .GroupBy(why, StringComparer.Ordinal)
                    .Select(g => new EvaluationLine(
                        name.Split('/')[0],
                        $"{(g.Count() == 1 ? "figure" : "figures")} {FigureNumbers.Ranges([.. g])}",
                        EvaluationVerdict.CouldNotRun,
                        g.Key
                    )),
            ]
        );

    private EvaluationBench Bench(
        BuildContext context,
        EvaluationFolder folder,
        string profile,
        ImmutableArray<int> figures
    ) =>
        _benches.Of(
            context,
            context.Options.OfPart() with
            {
                Profile = profile,
                Out = folder.FiguresOf(profile),
                Figures = figures,
                Node = null,
            }
        );
}
