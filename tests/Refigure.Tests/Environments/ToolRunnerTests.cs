using Refigure.Environments;
using Refigure.Tests.Results;
using Refigure.Tests.Running.Processes;

namespace Refigure.Tests.Environments;

public sealed class ToolRunnerTests
{
    private readonly ToolRunner _tools = new();

    [LinuxFact]
    public async Task Both_outputs_are_read_and_the_exit_code_is_told()
    {
        var lines = new List<string>();

        var exitCode = await _tools.RunAsync(
            new ToolCall("/bin/bash", ["-c", "echo 'a b'; echo c >&2; exit 3"], "/"),
            lines.Add,
            CancellationToken.None
        );

        exitCode.ShouldBe(3);
        lines.Order().ShouldBe(["a b", "c"]);
    }

    [LinuxFact]
    public async Task Cancellation_ends_the_children_too()
    {
        using var cancellation = new CancellationTokenSource();
        var child = "";

        await Should.ThrowAsync<OperationCanceledException>(() =>
            _tools.RunAsync(
                new ToolCall("/bin/bash", ["-c", "sleep 60 & echo $!; wait"], "/"),
                line =>
                {
                    child = line;
                    cancellation.Cancel();
                },
                cancellation.Token
            )
        );

        await Until(() => !IsAlive(child));
        IsAlive(child).ShouldBeFalse();
    }

    [LinuxFact]
    public void A_program_is_found_on_the_path()
    {
        Path.GetFileName(_tools.Find("bash")).ShouldBe("bash");
        _tools.Find("no-such-program").ShouldBeNull();
    }

    [LinuxFact]
    public void A_link_to_a_program_that_is_gone_is_no_program()
    {
        using var folder = new TemporaryFolder();
        File.CreateSymbolicLink(folder["gone"], folder["nowhere"]);
        File.CreateSymbolicLink(folder["bash"], "/bin/bash");

        ToolRunner.IsProgram(folder["gone"]).ShouldBeFalse();
        ToolRunner.IsProgram(folder["bash"]).ShouldBeTrue();
        ToolRunner.IsProgram(folder.Root).ShouldBeFalse();
    }

    // A process that ended and waits to be collected is a zombie, and has ended.
    private static bool IsAlive(string id)
    {
        try
        {
            return !File.ReadAllText($"/proc/{id}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static async Task Until(Func<bool> holds)
    {
        for (var i = 0; i < 100 && !holds(); i++)
        {
            await Task.Delay(20);
        }
    }
}
