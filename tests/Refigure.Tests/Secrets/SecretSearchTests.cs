using Refigure.Secrets;
using Refigure.Tests.Results;

namespace Refigure.Tests.Secrets;

public sealed class SecretSearchTests : IDisposable
{
    private readonly TemporaryFolder _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void Variables_that_say_so_passwords_in_URLs_and_the_token_file_are_secrets()
    {
        Directory.CreateDirectory(_home["hub"]);
        File.WriteAllText(_home["hub/token"], "hf_from_the_file\n");
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["HF_TOKEN"] = "hf_from_the_variable",
            ["PIP_INDEX_URL"] = "https://me:pass%2Bword@index.example/simple",
            ["HF_HOME"] = _home["hub"],
            ["HF_TOKEN_PATH"] = _home["nowhere"],
            ["TOKENIZERS_PARALLELISM"] = "false",
            ["PATH"] = "/usr/bin",
        };

        SecretSearch
            .In(variables, _home["home"])
            .ShouldBe(["hf_from_the_variable", "pass+word", "hf_from_the_file\n"], ignoreOrder: true);
        SecretSearch
            .HubTokenFiles(variables, "/home/me")
            .ShouldBe([_home["nowhere"], _home["hub/token"], "/home/me/.cache/huggingface/token"]);
    }

    [Fact]
    public void A_machine_without_secrets_has_none() =>
        new SecretMask(SecretSearch.In(new Dictionary<string, string>(), _home["home"])).IsEmpty.ShouldBeTrue();
}
