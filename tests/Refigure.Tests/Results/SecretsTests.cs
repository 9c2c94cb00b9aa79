using Refigure.Results;

namespace Refigure.Tests.Results;

public sealed class SecretsTests
{
    [Theory]
    [InlineData("HF_TOKEN", "abc", "***")]
    [InlineData("VLLM_API_KEY", "abc", "***")]
    [InlineData("HF_TOKEN", "", "")]
    [InlineData("TOKENIZERS_PARALLELISM", "false", "false")]
    [InlineData("VLLM_USE_V1", "1", "1")]
    public void Secrets_are_masked_by_the_variables_name(string variable, string value, string expected)
    {
        Secrets.Masked(variable, value).ShouldBe(expected);
    }
}
