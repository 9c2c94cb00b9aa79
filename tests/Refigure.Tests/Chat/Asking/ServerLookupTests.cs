using System.Net;
using System.Text;
using Refigure.Chat.Asking;
using Refigure.Running;

namespace Refigure.Tests.Chat.Asking;

public sealed class ServerLookupTests
{
    private const string Vllm = """
        {"data": [{"id": "base", "owned_by": "vllm", "root": "/nowhere", "max_model_len": 4096},
         {"id": "adapter", "owned_by": "vllm", "max_model_len": 2048}]}
        """;

    [Fact]
    public async Task VLLM_names_models_and_context()
    {
        var facts = await Ask("base", "/v1", ("/v1/models", Vllm));

        facts.Models.ShouldBe(["base", "adapter"]);
        facts.ContextTokens.ShouldBe(4096);
        facts.Engine.ShouldBe("vllm");
        facts.ModelFolder.ShouldBeNull();
        facts.Problem.ShouldBeNull();
    }

    [Fact]
    public async Task Of_several_models_none_is_meant_unless_it_is_named() =>
        (await Ask(null, "", ("/v1/models", Vllm))).ContextTokens.ShouldBeNull();

    [Fact]
    public async Task TGI_names_them_in_its_info()
    {
        var facts = await Ask(
            null,
            "/generate_stream",
            ("/info", """{"model_id": "bloom", "max_total_tokens": 1024}""")
        );

        facts.Models.ShouldBe(["bloom"]);
        facts.ContextTokens.ShouldBe(1024);
        facts.Engine.ShouldBe("tgi");
    }

    [Fact]
    public async Task The_server_of_llama_cpp_names_its_context_in_its_properties()
    {
        var facts = await Ask(
            null,
            "/v1/chat/completions",
            ("/v1/models", """{"data": [{"id": "m", "owned_by": "llamacpp"}]}"""),
            ("/props", """{"default_generation_settings": {"n_ctx": 8192}}""")
        );

        facts.Models.ShouldBe(["m"]);
        facts.ContextTokens.ShouldBe(8192);
        facts.Engine.ShouldBeNull();
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("[]")]
    [InlineData("""{"data": {"id": 1}}""")]
    [InlineData("""{"data": [1, {"id": 2}, {"id": "m", "max_model_len": "many"}]}""")]
    [InlineData("""{"data": [{"id": "m", "max_model_len": -1, "owned_by": 3}]}""")]
    public async Task What_makes_no_sense_says_nothing(string models)
    {
        var facts = await Ask("m", "", ("/v1/models", models));

        facts.ContextTokens.ShouldBeNull();
        facts.Engine.ShouldBeNull();
        facts.Problem.ShouldBeNull();
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_a_problem()
    {
        using var client = ServingSession.Client();

        // Nobody listens on the discard port.
        var facts = await new ServerLookup(client, TimeSpan.FromSeconds(10)).AskAsync(
            new Uri("http://127.0.0.1:9"),
            "m",
            null,
            CancellationToken.None
        );

        facts.Problem.ShouldNotBeNull();
        facts.Models.ShouldBeEmpty();
    }

    private static async Task<ServerFacts> Ask(string? model, string path, params (string Path, string Json)[] pages)
    {
        using var client = new HttpClient(new Pages(pages));
        return await new ServerLookup(client, TimeSpan.FromSeconds(30)).AskAsync(
            new Uri("http://server:8000" + path),
            model,
            "key",
            CancellationToken.None
        );
    }

    private sealed class Pages((string Path, string Json)[] pages) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellation
        )
        {
            request.Headers.Authorization!.ToString().ShouldBe("Bearer key");
            var page = Array.Find(pages, p => p.Path == request.RequestUri!.AbsolutePath);
            return Task.FromResult(
                page.Json is null
                    ? new HttpResponseMessage(HttpStatusCode.NotFound)
                    : new HttpResponseMessage(HttpStatusCode.OK)
                    {
                        Content = new StringContent(page.Json, Encoding.UTF8, "application/json"),
                    }
            );
        }
    }
}
