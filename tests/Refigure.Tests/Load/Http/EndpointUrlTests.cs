using Refigure.Load;
using Refigure.Load.Http;

namespace Refigure.Tests.Load.Http;

public sealed class EndpointUrlTests
{
    [Theory]
    [InlineData("http://h:1", LoadEndpoint.Completions, "http://h:1/v1/completions")]
    [InlineData("http://h:1/v1/", LoadEndpoint.Chat, "http://h:1/v1/chat/completions")]
    [InlineData("http://h:1/proxy", LoadEndpoint.Completions, "http://h:1/proxy/v1/completions")]
    [InlineData("http://h:1/v1/completions", LoadEndpoint.Completions, "http://h:1/v1/completions")]
    [InlineData("http://h:1", LoadEndpoint.GenerateStream, "http://h:1/generate_stream")]
    public void A_server_s_address_gets_the_path_of_the_endpoint(string url, LoadEndpoint endpoint, string expected) =>
        EndpointUrl.Of(new Uri(url), endpoint).ShouldBe(new Uri(expected));
}
