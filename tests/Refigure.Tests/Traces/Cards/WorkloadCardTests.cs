using System.Collections.Immutable;
using Refigure.Catalog;
using Refigure.Testing;
using Refigure.Traces.Cards;
using Refigure.Traces.Metrics;

namespace Refigure.Tests.Traces.Cards;

/// <summary>Workload cards, written, read back and checked.</summary>
public sealed class WorkloadCardTests
{
    private const string Golden = """
        version: 1
        description: Llama-3.1-8B with TP=4, PP=1, EP=1 on 4 GPUs
        hf_url: https://huggingface.co/meta-llama/Llama-3.1-8B
        trace_url: ''
        workload:
          model:
            phase: inference
            moe: false
            granularity: model_fwd
            model_family: llama-3.1-8b
            precision: bfloat16
          data:
            batch_size: 4
            seq_len: 2048
            input_len: 8
            output_len: 512
            dataset: synthetic
          hardware:
            network_topo:
              topology: null
              bandwidth_gbps: []
            xpu_spec:
              type: GPU
              model: nvidia_h200
              total_count: 4
              count_per_node: 8
            driver_version: cuda_13.0
        Model-executor:
          framework:
            name: vllm
            compiler_tool_selection: plain_pytorch
          model_plan_parallelization:
            dp_replicate: 1
            dp_shard: 1
            tp: 4
            pp: 1
            cp: 1
            ep: 1
          communication_library:
            name: NCCL
            version: null
            env:
              NCCL_IB_QPS_PER_CONNECTION: null
          protocol_selection: []
        metric_source:
          traces:
          - kineto_trace
          metrics_specific_trace: []

        """;

    [Fact]
    public void A_card_has_the_study_s_keys_in_its_order_and_no_guesses() =>
        WorkloadCardText.Of(WorkloadCards.Of(Workload, Model)).ShouldBe(Golden);

    [Fact]
    public void A_card_that_was_written_is_read_back_whole()
    {
        var card = WorkloadCards.Of(Workload, Model);

        var (read, problems) = Read(WorkloadCardText.Of(card));

        problems.ShouldBeEmpty();
        WorkloadCardText.Of(read).ShouldBe(Golden);
    }

    [Fact]
    public void A_model_without_a_page_has_an_empty_one_and_is_read_back()
    {
        var (card, problems) = Read(WorkloadCardText.Of(WorkloadCards.Of(Workload, model: null)));

        (card.ModelUrl, card.NcclVersion, problems.Length).ShouldBe(("", null, 0));
    }

    [Theory]
    [InlineData(1, 1, 1, 1)]
    [InlineData(2, 1, 1, 2)]
    [InlineData(2, 4, 1, 8)]
    [InlineData(4, 1, 4, 4)]
    public void Gpus_are_the_product_of_the_sizes_and_experts_add_none(int tp, int pp, int ep, int gpus) =>
        WorkloadCards
            .Of(Workload with { TensorParallel = tp, PipelineParallel = pp, ExpertParallel = ep }, Model)
            .TotalCount.ShouldBe(gpus);

    [SharedFact]
    public void The_study_s_own_card_is_the_same_text_but_for_its_number_of_gpus()
    {
        var text = File.ReadAllText(SharedData.Path("data/tp-scaling/workload_card_example.yaml"));

        var (card, problems) = Read(text);

        problems.ShouldBe([
            "card.yaml: total_count is 8, but the parallel sizes make 4 GPUs (their product, not their sum).",
        ]);
        WorkloadCardText
            .Of(card)
            .TrimEnd()
            .ShouldBe(text.TrimEnd().Replace("total_count: 8", "total_count: 4", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(
        "tp: 4",
        "tp: four",
        "card.yaml, line 35: Model-executor.model_plan_parallelization.tp is 'four'; expected a whole number of at least 1."
    )]
    [InlineData(
        "  model:\n    phase",
        "  modle:\n    phase",
        "card.yaml, line 6: workload.model is missing; expected a mapping."
    )]
    public void What_is_wrong_is_said_with_its_line(string from, string to, string message) =>
        Should
            .Throw<UserErrorException>(() => Read(Golden.Replace(from, to, StringComparison.Ordinal)))
            .Message.ShouldBe(message);

    [Theory]
    [InlineData("plain text", "plain text")]
    [InlineData("12.4", "'12.4'")]
    [InlineData("null", "'null'")]
    [InlineData("it's: so", "'it''s: so'")]
    [InlineData("two\nlines", "\"two\\u000alines\"")]
    public void Texts_that_yaml_would_take_for_something_else_are_quoted(string text, string written)
    {
        var card = WorkloadCardText.Of(WorkloadCards.Of(Workload, Model) with { Description = text });

        card.Split('\n')[1].ShouldBe($"description: {written}");
        Read(card).Card.Description.ShouldBe(text);
    }

    private static ProfiledWorkload Workload =>
        new()
        {
            Experiment = "llama3.1-8b+tensor-parallel-size=4",
            Model = "Llama-3.1-8B",
            TensorParallel = 4,
            BatchSize = 4,
            SequenceLength = 2048,
            InputTokens = 8,
            OutputTokens = 512,
            Precision = "bfloat16",
            TraceKinds = ["kineto_trace"],
            NodeFacts = ImmutableSortedDictionary<string, string>
                .Empty.Add("gpu", "NVIDIA H200")
                .Add("gpus", "8")
                .Add("cuda", "13.0"),
        };

    private static ModelSpec Model => new("llama3.1-8b", "Llama3.1-8B") { HuggingFace = "meta-llama/Llama-3.1-8B" };

    private static (WorkloadCard Card, ImmutableArray<string> Problems) Read(string text)
    {
        using var reader = new StringReader(text);
        return WorkloadCardReader.Read(reader, "card.yaml");
    }
}
