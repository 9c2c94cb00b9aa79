using Refigure.Environments;
using Refigure.Secrets;
using Refigure.Tests.Running.Processes;

namespace Refigure.Tests.Environments;

public sealed class ToolSecretsTests
{
    [LinuxFact]
    public async Task What_a_tool_says_of_a_secret_is_masked_before_anybody_hears_it()
    {
        const string Canary = "pass+word in an index";
        var heard = new List<string>();

        await new ToolRunner(new SecretMask([Canary])).RunAsync(
            new ToolCall(
                "/bin/sh",
                [
                    "-c",
                    "echo \"$1\"; echo \"looking in https://me:$2@index/\" >&2",
                    "-",
                    Canary,
                    Uri.EscapeDataString(Canary),
                ],
                Path.GetTempPath()
            ),
            heard.Add,
            CancellationToken.None
        );

        heard.ShouldBe(["***", "looking in https://me:***@index/"], ignoreOrder: true);
    }
}
