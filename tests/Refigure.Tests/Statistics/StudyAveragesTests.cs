using System.Collections.Immutable;
using System.Text.Json;
using Refigure.Results;
using Refigure.Statistics;
using Refigure.Testing;
using Refigure.Tests.Figures;

namespace Refigure.Tests.Statistics;

public sealed class StudyAveragesTests
{
    [SharedTheory]
    [InlineData("startup-breakdown", "figure-2", "n1")]
    [InlineData("model-sweep", "figure-rest", "n1")]
    [InlineData("graph-sizes", "figure-9", "n1")]
    [InlineData("gpu-comparison", "figure-10/gpu0", "n1")]
    [InlineData("gpu-comparison", "figure-10/gpu1", "n2")]
    [InlineData("load-formats", "figure-14", "n1")]
    public void Averages_are_those_that_the_study_stored(string experiment, string folder, string node)
    {
        var file = SharedData.Path($"data/breaking-the-ice/figures/{folder}/avg_comparison_results.json");
        using var json = JsonDocument.Parse(File.ReadAllBytes(file));
        var labels = json.RootElement.GetProperty("labels").EnumerateArray().Select(l => l.GetString()).ToArray();
        var compared = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            var runs = StudyRuns.OfLabel(experiment, node, labels[i] ?? "");
            runs.Length.ShouldBe(5);
            foreach (var metric in json.RootElement.GetProperty("data").EnumerateObject())
            {
                var stored = metric.Value[i];
                var average = StudyAverages.Of(metric.Name, runs);
                if (stored.ValueKind == JsonValueKind.Null)
                {
                    average.ShouldBeNull($"{metric.Name} of {labels[i]}");
                }
                else
                {
                    average.ShouldMatch(stored.GetDouble());
                    compared++;
                }
            }
        }

        compared.ShouldBeGreaterThanOrEqualTo(17 * labels.Length);
    }

    [Fact]
    public void Without_a_total_of_the_parts_the_whole_is_the_plain_mean()
    {
        ImmutableArray<MeasuredRun> runs =
        [
            TestRuns.Run("e", "m", [("actual_total_time", 24), ("total_time", null)]),
            TestRuns.Run("e", "m", [("actual_total_time", 26)], iteration: 2),
        ];

        StudyAverages.Of("actual_total_time", runs).ShouldBe(25);
        StudyAverages.Of("total_time", runs).ShouldBeNull();
        StudyAverages.Of("load_weights", runs).ShouldBeNull();
    }
}
