namespace Refigure.Build.Tests.EndToEnd;

public sealed class SecretTests : IDisposable
{
    private const string Canary = "hf_CanaryInTheMine0123456789";
    private readonly BareClone _clone = new();

    public void Dispose() => _clone.Dispose();

    [Theory]
    [InlineData("--target", "Import", "--from", Canary)]
    [InlineData("--target", "Predict", "--model", Canary)]
    [InlineData("--target", "Setup", "--env", Canary)]
    public void The_console_says_no_secret_not_even_in_an_error(params string[] arguments)
    {
        var result = HostProcess.RunIn(_clone.Root, _clone.Root, [("HF_TOKEN", Canary)], arguments);

        result.ExitCode.ShouldBe(2);
        (result.Output + result.Error).ShouldContain("***");
        (result.Output + result.Error).ShouldNotContain(Canary);
    }

    [Fact]
    public void A_secret_is_no_option_and_the_sentence_says_where_it_goes()
    {
        var result = _clone.Run("--hf-token", Canary);

        result.ShouldRefuse("--hf-token", "HF_TOKEN");
        (result.Output + result.Error).ShouldNotContain(Canary);
    }
}
