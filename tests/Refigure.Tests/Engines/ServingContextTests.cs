using Refigure.Engines;

namespace Refigure.Tests.Engines;

/// <summary>What a context is called by each engine.</summary>
public sealed class ServingContextTests
{
    [Theory]
    [InlineData("llamacpp", "ctx-size")]
    [InlineData("vllm", "max-model-len")]
    [InlineData("transformers", "max-model-len")]
    [InlineData("tgi", "max-total-tokens")]
    public void A_context_is_set_and_read_by_the_engines_own_name(string name, string argument)
    {
        var engine = Engine(name);
        var arguments = engine.WithContext(ServingRig.Texts(("dtype", "auto"), (argument.Replace('-', '_'), "7")), 300);

        arguments.ShouldBe(ServingRig.Texts(("dtype", "auto"), (argument, "300")));
        engine.Context(arguments).ShouldBe(300);
        engine.Context(ServingRig.Texts()).ShouldBeNull();
    }

    [Fact]
    public void Without_a_number_of_requests_at_a_time_the_engine_takes_its_own() =>
        Engine("llamacpp")
            .WithUsualParallel(ServingRig.Texts(("parallel", "4"), ("threads", "2")))
            .ShouldBe(ServingRig.Texts(("threads", "2")));

    private static IServingEngine Engine(string name) =>
        name switch
        {
            "vllm" => new VllmEngine(),
            "transformers" => new TransformersEngine(),
            "tgi" => new TgiEngine(),
            _ => new LlamaCppEngine(),
        };
}
