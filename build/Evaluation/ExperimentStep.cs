using System.Collections.Immutable;
using Cake.Core;
using Refigure.Build.Options;
using Refigure.Build.Running;
using Refigure.Doctor;
using Refigure.Evaluation;
using Refigure.Planning;
using Refigure.Results;

namespace Refigure.Build.Evaluation;

/// <summary>The runs of one experiment made on this machine, as far as they are not there, and its figures drawn.</summary>
internal sealed class ExperimentStep : IEvaluationStep
{
    private readonly string _profile;
    private readonly Func<EvaluationBench> _newBench;
    private readonly EvaluationBench _asItIs;
    private readonly EvaluationBench _bench;
    private readonly DoctorDesk _doctor;
    private readonly RunStore _store;
    private readonly EvaluationFolder _folder;

    public ExperimentStep(
        string profile,
        string experiment,
        ImmutableArray<int> figures,
        Func<EvaluationBench> newBench,
        DoctorDesk doctor,
        RunStore store,
        EvaluationFolder folder
    )
    {
        _profile = profile;
        Experiment = experiment;
        Figures = figures;
        _newBench = newBench;
        _bench = newBench();
        // --force makes runs again; whether they are there is another question.
        _asItIs = _bench with
        {
            Context = _bench.Context.With(_bench.Context.Options with { Force = false }),
        };
        _doctor = doctor;
        _store = store;
        _folder = folder;
    }

    /// <summary>The experiment.</summary>
    public string Experiment { get; }

    /// <summary>The figures that show it.</summary>
    public ImmutableArray<int> Figures { get; }

    public string Name => $"{_profile}/{Experiment}";

    public string Title =>
        $"{(_profile == EvaluationParts.Smoke ? "llama.cpp" : "vLLM")} here: {Experiment} ({(Figures.Length == 1 ? "figure" : "figures")} {FigureNumbers.Ranges(Figures)})";

    public bool IsRemembered => true;

    public ImmutableSortedDictionary<string, string> Inputs()
    {
        var options = _bench.Context.Options;
        var file = Path.Combine(_bench.Context.Root, "figures", "experiments", $"{Experiment}.yaml");
        var runs = PlanNow(_asItIs)
            .Runs.Select(r =>
                $"{r.Identity.RelativeFolder} {r.Decision} {InputDigest.OfFile(Path.Combine(RunFolder.PathOf(options.Runs, r.Identity), RunFolder.RecordName))}"
            );
        return InputDigest.Of(
            ("the program", StepInputs.Program),
            ("the experiment", InputDigest.OfFile(file)),
            ("the models", InputDigest.OfFile(StepInputs.Models(_bench.Context))),
            ("its runs", InputDigest.OfText(string.Join('\n', runs))),
            ("the figures asked for", string.Join(',', Figures)),
            ("--font", options.Font ?? ""),
            (
                "--price-per-hour",
                options.PricePerHour?.ToString("R", System.Globalization.CultureInfo.InvariantCulture) ?? ""
            )
        );
    }

    public StepPrice Price(ISet<string> counted) =>
        PlanStepPrice.Of(PlanNow(_bench), counted, Figures.Length * StepInputs.BytesOfAFigure);

    public async Task<ImmutableArray<EvaluationLine>> RunAsync(CancellationToken cancellation)
    {
        var lines = ImmutableArray.CreateBuilder<EvaluationLine>();
        var (verdict, why) = await MakeRunsAsync(cancellation);
        if (why is not null && verdict == EvaluationVerdict.Failed)
        {
            lines.Add(new EvaluationLine(_profile, $"runs of {Experiment}", verdict, why));
        }

        // Another bench than the one that planned: it has not looked at the runs yet.
        var bench = _newBench();
        var set = new FigureSet(_profile, bench, _folder, bench.Context.Options.Runs);
        foreach (var number in Figures)
        {
            cancellation.ThrowIfCancellationRequested();
            lines.Add(
                set.Draw(number) is { } line
                    ? line with
                    {
                        Why = line.Why + Invalid(" (", ")"),
                    }
                    : new EvaluationLine(
                        _profile,
                        $"figure {number}",
                        verdict == EvaluationVerdict.Failed ? verdict : EvaluationVerdict.CouldNotRun,
                        why
                            ?? Invalid("", "") switch
                            {
                                "" => set.WhyNot(number) ?? "its runs are of another folder",
                                var text => text,
                            }
                    )
                    {
                        Figure = number,
                    }
            );
        }

        return lines.ToImmutable();
    }

    // Passed if there is nothing to say.
    private async Task<(EvaluationVerdict Verdict, string? Why)> MakeRunsAsync(CancellationToken cancellation)
    {
        try
        {
            var plan = PlanNow(_bench);
            if (plan.Runs.IsEmpty)
            {
                return (EvaluationVerdict.CouldNotRun, "its runs are of other machines; name yours with --roles");
            }

            if (plan.ToMake.IsEmpty)
            {
                return (EvaluationVerdict.Passed, null);
            }

            var blocking = (await _doctor.LookAsync(_bench.Context, plan, cancellation))
                .Where(f => f.Verdict == Verdict.Blocks)
                .Select(f => f.Fix is { } fix ? $"{f.What}: {f.Found}; {fix}" : $"{f.What}: {f.Found}")
                .ToArray();
            if (blocking.Length > 0)
            {
                return (EvaluationVerdict.CouldNotRun, string.Join("; ", blocking));
            }

            var cases = _bench.Workshop.Cases(_bench.Context, [Experiment], _profile);
            var summary = await _bench.Workshop.RunAsync(_bench.Context, cases, _bench.Context.Options.Runs);
            cancellation.ThrowIfCancellationRequested();
            RunReport.Tell(_bench.Context, summary);
            return (EvaluationVerdict.Passed, null);
        }
        catch (Exception e) when (e is UserErrorException or CakeException)
        {
            return (EvaluationVerdict.Failed, e.Message);
        }
    }

    private Plan PlanNow(EvaluationBench bench) =>
        bench.Workshop.Plan(
            bench.Context,
            bench.Workshop.Cases(bench.Context, [Experiment], _profile),
            bench.Context.Options.Runs,
            onlyHere: true
        );

    // What is kept and not shown.
    private string Invalid(string before, string after)
    {
        var planned = PlanNow(_asItIs).Runs.Select(r => r.Identity).ToHashSet();
        var invalid = _store
            .Load(
                [_bench.Context.Options.Runs],
                [.. planned.Select(r => r.Experiment).Distinct(StringComparer.Ordinal)]
            )
            .Where(r => planned.Contains(r.Record.Identity) && !r.Record.Valid)
            .ToArray();
        var reasons = invalid.SelectMany(r => r.Record.InvalidReasons).Distinct(StringComparer.Ordinal).Take(3);
        return invalid.Length == 0
            ? ""
            : $"{before}{invalid.Length} of {planned.Count} runs invalid: {string.Join("; ", reasons).TrimEnd('.')}{after}";
    }
}
