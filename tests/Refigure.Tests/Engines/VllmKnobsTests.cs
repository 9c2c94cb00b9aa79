using System.Collections.Immutable;
using Refigure.Engines;
using Refigure.Models;

namespace Refigure.Tests.Engines;

/// <summary>What versions of vLLM know and do not know.</summary>
public sealed class VllmKnobsTests
{
    private readonly VllmEngine _engine = new();

    [Theory]
    [InlineData("0.10.1.1", "cudagraph-capture-sizes", "1 2", "only of 0.11.1 and newer): use capture-sizes")]
    [InlineData("0.13.0", "cuda-graph-sizes", "1 2", "only of 0.9 up to before 0.13): use capture-sizes")]
    [InlineData("0.8.0", "capture-sizes", "1 2", "before 0.9.0 it captures a fixed list")]
    [InlineData("0.25.1", "max-seq-len-to-capture", "8", "use no argument: it means nothing to this version")]
    [InlineData("0.25.1", "max_seq_len_to_capture", "8", "max_seq_len_to_capture is no argument of vLLM 0.25.1")]
    [InlineData("0.5.0", "load-format", "runai_streamer", "load-format runai_streamer is no argument of vLLM 0.5.0")]
    [InlineData("0.10.1.1", "capture-sizes", "56", "expected at least two batch sizes")]
    public void An_argument_that_a_version_does_not_know_is_refused_with_what_to_use(
        string version,
        string name,
        string value,
        string sentence
    ) =>
        Should
            .Throw<UserErrorException>(() => _engine.CheckVersion(version, Of((name, value)), Of()))
            .Message.ShouldContain(sentence);

    [Fact]
    public void A_variable_that_decides_the_start_is_refused_and_another_one_is_a_note()
    {
        Should
            .Throw<UserErrorException>(() =>
                _engine.CheckVersion("0.25.1", Of(), Of(("VLLM_ATTENTION_BACKEND", "FLASHINFER")))
            )
            .Message.ShouldContain("use the argument attention-backend");
        _engine
            .CheckVersion("0.3.1", Of(), Of(("VLLM_USE_V1", "1")))
            .ShouldBe(["VLLM_USE_V1 means nothing to vLLM 0.3.1; it is set as in the other cases."]);
        _engine.CheckVersion("0.10.1.1", Of(), Of(("VLLM_USE_V1", "1"))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("0.10.1.1", "cuda-graph-sizes")]
    [InlineData("0.11.0", "cuda-graph-sizes")]
    [InlineData("0.11.1", "cudagraph-capture-sizes")]
    [InlineData("0.25.1", "cudagraph-capture-sizes")]
    public void Sizes_to_capture_are_spelled_as_the_version_does(string version, string name) =>
        VllmKnobs.Spelled(version, "capture-sizes", "1 2 4").ShouldBe((name, "1 2 4"));

    [Fact]
    public void With_tensorizer_the_tensorized_copy_is_loaded()
    {
        _engine.StoredModel("yi-6b", Of(("load-format", "tensorizer"))).ShouldBe("yi-6b-tensorized");
        _engine.StoredModel("yi-6b", Of(("load-format", "safetensors"))).ShouldBe("yi-6b");
    }

    [Fact]
    public void With_dummy_weights_only_the_configuration_and_the_tokenizer_are_needed()
    {
        var stored = _engine.StoredModel("yi-6b", Of(("load-format", "dummy")));

        stored.ShouldBe("yi-6b without weights");
        WithoutWeights.Model(stored).ShouldBe("yi-6b");
        WithoutWeights.Model("yi-6b").ShouldBeNull();
        _engine
            .CheckVersion("0.3.1", Of(("load-format", "dummy")), Of())
            .ShouldBe([
                "load-format dummy: vLLM makes the weights up, so the time to load them is not that of the model.",
            ]);
    }

    private static ImmutableSortedDictionary<string, string> Of(params (string Name, string Value)[] pairs) =>
        pairs.ToImmutableSortedDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal);
}
