using System.Collections.Immutable;
using Refigure.Build.Figures;
using Refigure.Figures;
using Refigure.Planning;
using Refigure.Prediction;
using Refigure.Quality;
using Refigure.Results;

namespace Refigure.Build.Running;

/// <summary>How long runs take, as imported ones tell: each read once for a call.</summary>
/// <param name="library">The models.</param>
/// <param name="store">Reads runs.</param>
internal sealed class RunTimes(RunLibrary library, RunStore store)
{
    private StartupPredictor? _predictor;
    private bool _triedPredictor;
    private Dictionary<RunIdentity, double?>? _imported;

    /// <summary>
    /// How long an imported run took, in seconds; null if its log does not say. That is from the first line of its log to the
    /// last, to which come Python before and the end after.
    /// </summary>
    public double? ImportedSeconds(RunRecord run, ImmutableArray<ExperimentCases> experiments, string runs)
    {
        const double Around = 8;
        _imported ??= Read(runs, [.. experiments.SelectMany(e => e.KeptAs).Distinct()])
            .Where(r => r.Record.ImportedFrom is not null)
            .GroupBy(r => r.Record.Identity)
            .ToDictionary(g => g.Key, g => g.First().Value("actual_total_time"));
        return _imported.GetValueOrDefault(run.Identity) + Around;
    }

    /// <summary>The predicted start of a model, from the study's runs, if they were taken over; null if nobody can know.</summary>
    public TimeSpan? Predicted(BuildContext context, string model)
    {
        if (!_triedPredictor)
        {
            _triedPredictor = true;
            try
            {
                var runs = Read(context.Options.Runs, ["model-sweep"])
                    .RemoveAll(r =>
                        r.Record.Identity.Experiment != "model-sweep"
                        || r.Record.Profile != "paper"
                        || DummyWeightRuns.Is(r)
                    );
                _predictor = PredictorTraining.FromRuns(
                    new FigureInput("paper", runs, library.Models(context)),
                    PredictorVariant.Consistent
                );
            }
            catch (UserErrorException)
            {
                // There is nothing to learn from; a plan needs no prediction.
            }
        }

        return
            _predictor is { } predictor
            && library.Models(context).Find(model) is { } spec
            && predictor.Form.CanPredict(spec)
            ? TimeSpan.FromSeconds(predictor.Predict(spec).TotalSeconds)
            : null;
    }

    // Ten thousand logs are not read a second time.
    private ImmutableArray<MeasuredRun> Read(string root, string[] experiments) =>
        library.Everything is { IsDefault: false } all
            ? all.RemoveAll(r => r.Root != root)
            : store.Load([root], experiments);
}
