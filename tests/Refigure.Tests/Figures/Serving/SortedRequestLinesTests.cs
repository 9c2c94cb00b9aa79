using Refigure.Serving;

namespace Refigure.Tests.Figures.Serving;

/// <summary>Figures 18 and 19.</summary>
public sealed class SortedRequestLinesTests
{
    private static readonly RequestRecord[] Mixed =
    [
        ServingRuns.Request(0.3, 0.02) with
        {
            IsWarmUp = true,
        },
        ServingRuns.Request(0.2, 0.03),
        ServingRuns.Request(0.1, 0.05),
        ServingRuns.Request(0.4) with
        {
            Status = RequestStatus.Failed,
            Error = "refused",
        },
        ServingRuns.Request(0.5) with
        {
            Status = RequestStatus.Empty,
            OutputTokens = 0,
        },
        ServingRuns.Request(0.15, tokens: 1),
    ];

    [Fact]
    public void Each_configuration_is_a_line_of_its_completed_requests_in_rising_order()
    {
        var data = Runs().Compute(18);

        ServingRuns.Points(data, "1 GPU").Select(m => m.Y).ShouldBe([0.1, 0.15, 0.2]);
        ServingRuns.Points(data, "2 GPUs").Select(m => (m.X, m.Y)).ShouldBe([("1", 0.05), ("2", 0.06)]);
        ServingRuns.Points(data, "4 GPUs").Select(m => m.Y).ShouldBe([0.04]);
        data.Marks.Select(m => m.Series)
            .Where(s => s.EndsWith("GPUs", StringComparison.Ordinal))
            .Distinct()
            .Count()
            .ShouldBe(2);
        ServingRuns.Points(data).ShouldAllBe(m => m.Unit == "s" && m.N == 1);
    }

    [Fact]
    public void What_is_not_shown_is_counted()
    {
        var words = ServingRuns.Words(Runs().Compute(19), "requests-left-out").ShouldHaveSingleItem();

        words.ShouldBe(
            "Not shown: 1 GPU: 1 of the warm-up, 1 failed, 1 without an answer, 1 of fewer than two tokens, whose TPOT is undefined."
        );
    }

    [Fact]
    public void Tpot_of_one_token_is_no_value_and_not_zero()
    {
        var tpots = ServingRuns.Points(Runs().Compute(19), "1 GPU").Select(m => m.Y ?? double.NaN).ToArray();

        tpots.Length.ShouldBe(2);
        tpots[0].ShouldBe(0.03, 1e-12);
        tpots[1].ShouldBe(0.05, 1e-12);
    }

    [Fact]
    public void Every_point_can_be_followed_to_the_request_s_line()
    {
        var first = ServingRuns.Points(Runs().Compute(18), "1 GPU")[0];

        first.Sources.ShouldHaveSingleItem().Measurement.Source.ShouldBe("tp-serving/h200/tp1/warm-1/requests.jsonl:3");
    }

    [Fact]
    public void Runs_under_another_load_or_of_another_model_do_not_stand_beside()
    {
        var data = Runs()
            .Add("tp-serving", "tp8", Load(8) with { Concurrency = 99 }, requests: [ServingRuns.Request(1)])
            .Add("tp-serving", "big", Load(8), requests: [ServingRuns.Request(1)], model: "llama3-3b")
            .Compute(18);

        ServingRuns.Points(data).Select(m => m.Series).Distinct().ShouldBe(["1 GPU", "2 GPUs", "4 GPUs"]);
        ServingRuns
            .Words(data, "left-out")
            .ShouldHaveSingleItem()
            .ShouldContain("there are also runs of Llama3-3B on vLLM");
    }

    [Fact]
    public void Of_several_iterations_one_is_shown_and_named()
    {
        var data = Runs()
            .Add("tp-serving", "tp1", Load(1), requests: [ServingRuns.Request(9)], iteration: 2)
            .Compute(18);

        ServingRuns.Points(data, "1 GPU").Select(m => m.Y).ShouldBe([0.1, 0.15, 0.2]);
        ServingRuns.Words(data, "iteration-chosen").ShouldBe(["Each line is one run: iteration 1 of 2."]);
    }

    [Fact]
    public void On_a_processor_threads_stand_for_gpus_and_it_is_said()
    {
        var runs = new ServingRuns("smoke");
        foreach (var threads in new[] { "1", "2" })
        {
            runs.Add(
                "tp-serving",
                $"threads-{threads}",
                ServingRuns.Load(2),
                requests: [ServingRuns.Request(0.1)],
                engine: "llamacpp",
                arguments: [("threads", threads)],
                gpu: null
            );
        }

        var data = runs.Compute(18);

        ServingRuns.Points(data).Select(m => m.Series).ShouldBe(["1 thread", "2 threads"]);
        ServingRuns.Words(data, "labels").ShouldHaveSingleItem().ShouldContain("where the study has GPUs");
    }

    [Fact]
    public void Slots_stand_for_gpus_where_they_are_what_differs()
    {
        var runs = new ServingRuns("smoke");
        foreach (var slots in new[] { "4", "1" })
        {
            runs.Add(
                "tp-serving",
                $"slots-{slots}",
                ServingRuns.Load(2),
                requests: [ServingRuns.Request(0.1)],
                engine: "llamacpp",
                arguments: [("parallel", slots), ("threads", "2")],
                gpu: null
            );
        }

        ServingRuns.Points(runs.Compute(19)).Select(m => m.Series).ShouldBe(["1 slot", "4 slots"]);
    }

    [Fact]
    public void Without_requests_it_is_said_what_is_missing()
    {
        var outcome = new ServingRuns().Add("tp-serving", "tp1", Load(1)).Outcome(18);

        outcome.WhyNot.ShouldBe(
            "Figure 18 needs runs whose requests were recorded one by one (requests.jsonl), with TTFT, and no valid run has them: "
                + "take over results that have them with --target Import --from DIR."
        );
    }

    private static ServingRuns Runs() =>
        new ServingRuns()
            .Add("tp-serving", "tp4", Load(4), requests: [ServingRuns.Request(0.04)])
            .Add("tp-serving", "tp1", Load(1), requests: Mixed)
            .Add("tp-serving", "tp2", Load(2), requests: [ServingRuns.Request(0.06), ServingRuns.Request(0.05)]);

    private static LoadFacts Load(int gpus) => ServingRuns.Load(16) with { TensorParallelSize = gpus };
}
