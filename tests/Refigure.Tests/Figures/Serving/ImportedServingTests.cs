using Refigure.Figures.Serving;
using Refigure.Serving;

namespace Refigure.Tests.Figures.Serving;

/// <summary>Results that were taken over: what was asked is often known by the name of the case alone.</summary>
public sealed class ImportedServingTests
{
    private static readonly LoadFacts Unknown = new() { Tool = "vllm bench serve" };

    [Theory]
    [InlineData("unknown_tp2_ttft_tpot_2gpu", "unknown_*_ttft_tpot_*")]
    [InlineData("gpus-4_x", "_*_x")]
    [InlineData("fact_recall_Llama-2-7b_c16_max_num_seqs=256", "fact_recall_Llama-2-7b_*_max_num_seqs=256")]
    [InlineData("Llama-3.1-8B_tp2_r10", "Llama-3.1-8B_*_*")]
    [InlineData("toy_in64_out32_c4", "toy_in64_out32_*")]
    [InlineData("plain", "plain")]
    public void A_name_without_load_and_gpus_says_what_was_asked(string name, string stem) =>
        ServingCaseName.Stem(name).ShouldBe(stem);

    [Fact]
    public void Tasks_that_only_their_names_tell_apart_are_not_mixed_into_one_curve()
    {
        var data = Tasks("imported").Compute(22);

        ServingRuns.Points(data, "Output").Select(m => m.Y).ShouldBe([10, 20, 30]);
        ServingRuns
            .Words(data, "left-out")
            .ShouldHaveSingleItem()
            .ShouldContain("fact_recall_m; there are also runs of Synthetic-1B on vLLM 0.25.1, summarization_m");
    }

    [Fact]
    public void Tasks_that_only_their_names_tell_apart_are_named_where_they_stand_side_by_side() =>
        ServingRuns
            .Points(Tasks("imported").Compute(25))
            .Select(m => m.Series)
            .Distinct()
            .ShouldBe(["vLLM fact_recall", "vLLM summarization"], ignoreOrder: true);

    [Fact]
    public void Runs_whose_gpus_are_not_known_do_not_pass_for_configurations()
    {
        var data = new ServingRuns()
            .Add("imported", "toy_a_c4", Unknown, requests: [ServingRuns.Request(1)], importedFrom: "a.json")
            .Add("imported", "toy_b_c4", Unknown, requests: [ServingRuns.Request(1)], importedFrom: "b.json")
            .Add(
                "imported",
                "x_tp1_r10",
                Gpus(1),
                requests: [ServingRuns.Request(0.2)],
                importedFrom: "1.txt",
                model: "yi-6b"
            )
            .Add(
                "imported",
                "x_tp2_r10",
                Gpus(2),
                requests: [ServingRuns.Request(0.1)],
                importedFrom: "2.txt",
                model: "yi-6b"
            )
            .Compute(18);

        ServingRuns.Points(data).Select(m => (m.Series, m.Y)).ShouldBe([("1 GPU", 0.2), ("2 GPUs", 0.1)]);
    }

    [Fact]
    public void Where_nothing_is_known_of_gpus_one_case_is_shown_by_its_name()
    {
        var data = new ServingRuns()
            .Add("imported", "toy_a_c4", Unknown, requests: [ServingRuns.Request(1)], importedFrom: "a.json")
            .Compute(18);

        ServingRuns.Points(data).ShouldHaveSingleItem().Series.ShouldBe("toy_a_c4");
        ServingRuns.Words(data, "one-configuration").ShouldBe(["There are only runs with toy_a_c4."]);
    }

    [Fact]
    public void Where_all_runs_are_invalid_the_sentence_says_why() =>
        new ServingRuns()
            .Add("concurrency", "c8", ServingRuns.Load(8), invalid: ["No request completed."])
            .Outcome(22)
            .WhyNot.ShouldNotBeNull()
            .ShouldStartWith(
                "Figure 22 needs runs of the experiment concurrency, and the only one is invalid (No request completed): "
            );

    private static LoadFacts Gpus(int gpus) => Unknown with { TensorParallelSize = gpus, RequestRate = 10 };

    private static ServingRuns Tasks(string experiment)
    {
        var runs = new ServingRuns();
        foreach (var concurrency in new[] { 1, 2, 4 })
        {
            Add("fact_recall", 10 * (concurrency == 4 ? 3 : concurrency));
            if (concurrency < 4)
            {
                Add("summarization", 1);
            }

            void Add(string task, double output) =>
                runs.Add(
                    experiment,
                    $"{task}_m_c{concurrency}",
                    Unknown with
                    {
                        Concurrency = concurrency,
                    },
                    ServingRuns.Values(output, 0.1),
                    importedFrom: $"{task}/run=0.json"
                );
        }

        return runs;
    }
}
