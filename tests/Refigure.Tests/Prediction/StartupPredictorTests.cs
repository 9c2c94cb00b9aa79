using Refigure.Catalog;
using Refigure.Figures;
using Refigure.Prediction;
using Refigure.Testing;
using Refigure.Tests.Figures;

namespace Refigure.Tests.Prediction;

public sealed class StartupPredictorTests
{
    [SharedFact]
    public void The_published_lines_and_constants_come_out()
    {
        var predictor = Published();
        var reference = Reference.Figure(17);

        predictor.Lines.Length.ShouldBe(6);
        foreach (var line in predictor.Lines)
        {
            var expected = reference.GetProperty("predictors").GetProperty(line.Phase);
            ((double?)line.Slope).ShouldMatch(expected.Number("slope"));
            ((double?)line.Intercept).ShouldMatch(expected.Number("intercept"));
        }

        foreach (var constant in predictor.Constants)
        {
            ((double?)constant.Seconds).ShouldMatch(reference.GetProperty("constants").Number(constant.Phase));
        }

        predictor.TrainedOn.ShouldBe(
            reference.GetProperty("train_models").EnumerateArray().Select(m => m.GetString()),
            ignoreOrder: true
        );
    }

    [SharedFact]
    public void Every_published_prediction_and_part_comes_out()
    {
        var predictor = Published();
        var reference = Reference.Figure(17);
        foreach (var split in reference.GetProperty("all_predictions").EnumerateObject())
        {
            foreach (var model in split.Value.EnumerateArray())
            {
                var prediction = predictor.Predict(StudyRuns.Models.Get(model.Text("label") ?? ""));
                ((double?)prediction.TotalSeconds).ShouldMatch(model.Number("predicted"));
            }
        }

        foreach (var bar in reference.GetProperty("bars").EnumerateArray())
        {
            var prediction = predictor.Predict(StudyRuns.Models.Get(bar.Text("model") ?? ""));
            foreach (var part in prediction.Parts)
            {
                ((double?)part.Seconds).ShouldMatch(bar.GetProperty("components").Number(part.Phase));
            }
        }
    }

    [SharedFact]
    public void The_consistent_variant_uses_one_factor_for_graph_capturing()
    {
        var predictor = PredictorTraining.FromRuns(StudyRuns.Input, PredictorVariant.Consistent);
        foreach (var bar in Reference.Figure(17).GetProperty("bars").EnumerateArray())
        {
            var prediction = predictor.Predict(StudyRuns.Models.Get(bar.Text("model") ?? ""));
            ((double?)prediction.TotalSeconds).ShouldMatch(bar.Number("predicted_if_batch_size_67"));
        }
    }

    [SharedFact]
    public void A_model_without_an_attribute_cannot_be_predicted()
    {
        var error = Should.Throw<UserErrorException>(() =>
            Published().Predict(new ModelSpec("m", "M") { SizeBillions = 3 })
        );

        error.Message.ShouldContain("m");
        error.Message.ShouldContain("compiled_graph_kilobytes");
    }

    [Fact]
    public void Without_runs_the_predictor_says_what_it_needs()
    {
        var input = new FigureInput("lab", [], StudyRuns.Models);

        Should
            .Throw<UserErrorException>(() => PredictorTraining.FromRuns(input, PredictorVariant.AsPublished))
            .Message.ShouldContain("at least three models of model-sweep");
    }

    private static StartupPredictor Published() =>
        PredictorTraining.FromRuns(StudyRuns.Input, PredictorVariant.AsPublished);
}
