using System.Text;
using Refigure.Nodes.Shells;
using Refigure.Tests.Running.Processes;

namespace Refigure.Tests.Nodes.Shells;

public sealed class LocalShellTests
{
    [LinuxFact]
    public async Task A_script_gets_its_arguments_as_they_are_and_reads_what_it_is_given()
    {
        await using var shell = new LocalShell("here");
        using var input = new MemoryStream(Encoding.UTF8.GetBytes("line\n"));

        var result = await shell.RunAsync("printf '%s|' \"$@\"; cat; exit 3", ["a b", "$(id)", "it's"], input);

        result.ExitCode.ShouldBe(3);
        result.Output.ShouldBe("a b|$(id)|it's|line\n");
    }

    [LinuxFact]
    public async Task What_it_writes_can_be_taken_as_it_comes_and_what_it_complains_of_is_kept()
    {
        await using var shell = new LocalShell("here");
        using var taken = new MemoryStream();

        var result = await shell.RunAsync(
            "head -c 100000 /dev/zero; echo no >&2",
            [],
            output: from => from.CopyToAsync(taken)
        );

        taken.Length.ShouldBe(100_000);
        result.Output.ShouldBeEmpty();
        result.Error.ShouldBe("no\n");
    }
}
