using Refigure.Secrets;

namespace Refigure.Tests.Secrets;

public sealed class SecretNamesTests
{
    [Theory]
    [InlineData("HF_TOKEN", "abc", "***")]
    [InlineData("VLLM_API_KEY", "abc", "***")]
    [InlineData("HF_TOKEN", "", "")]
    [InlineData("TOKENIZERS_PARALLELISM", "false", "false")]
    [InlineData("VLLM_USE_V1", "1", "1")]
    public void Secrets_are_masked_by_the_variables_name(string variable, string value, string expected)
    {
        SecretNames.Masked(variable, value).ShouldBe(expected);
    }
}
