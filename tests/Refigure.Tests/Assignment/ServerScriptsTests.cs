using System.Collections.Immutable;
using System.Diagnostics;
using Refigure.Assignment;
using Refigure.Engines;
using Refigure.Results;
using Refigure.Tests.Figures;

namespace Refigure.Tests.Assignment;

public sealed class ServerScriptsTests
{
    [Fact]
    public void A_script_starts_exactly_the_words_of_the_run_with_its_variables()
    {
        string[] words = ["two words", "it's", "", "$HOME `id` \\ \" * ;", "line\nfeed", "ä🦀"];
        var run = Run(["printf", "%s|", .. words], ("WITH_SPACE", "a 'b' $c"), ("PLAIN", "1"));

        var script = ServerScripts.Of("code/server_2gpu.sh", "2 GPUs", run, first: null).ShouldNotBeNull();

        script.IsRecorded.ShouldBeTrue();
        Shell(script.Text).ShouldBe(string.Concat(words.Select(w => w + "|")));
        var printed = Run(
            ["sh", "-c", "printf '%s|%s' \"$WITH_SPACE\" \"$PLAIN\""],
            [.. run.Variables.Select(v => (v.Key, v.Value))]
        );
        Shell(ServerScripts.Of("a", "b", printed, first: null)!.Text).ShouldBe("a 'b' $c|1");
    }

    [Fact]
    public void Secrets_are_masked_and_what_no_shell_can_set_is_left_out()
    {
        var run = Run(
            ["true"],
            ("HF_TOKEN", "hf_abcdefghijkl"),
            ("not a name", "x"),
            ("A;rm -rf b", "x"),
            ("EMPTY", "")
        );

        var text = ServerScripts.Of("a", "b", run, first: null)!.Text;

        text.ShouldContain("export HF_TOKEN='***'\n");
        text.ShouldContain("export EMPTY=''\n");
        text.ShouldNotContain("hf_abc");
        text.Split('\n').ShouldNotContain(line => line.StartsWith("export not", StringComparison.Ordinal));
        text.ShouldContain("# A variable that no shell can set is left out: A;rm -rf b\n");
    }

    [Fact]
    public void A_comment_cannot_begin_a_line_of_its_own()
    {
        var run = Run(["true"]);
        run = run with { GpuEvidence = run.GpuEvidence.Add("watched", "0 some GPU\nrm -rf /\u001b[2J") };

        var lines = ServerScripts.Of("a", "title\necho hello", run, first: null)!.Text.TrimEnd('\n').Split('\n');

        lines[^1].ShouldBe("exec true");
        lines[..^1].ShouldAllBe(line => line.StartsWith('#'));
        string.Concat(lines).ShouldNotContain("\u001b");
    }

    [Fact]
    public void What_was_modified_from_the_first_configuration_is_said()
    {
        var first = Run(["true"]) with { Arguments = Arguments(("tensor-parallel-size", "1"), ("enforce_eager", "")) };
        var second = Run(["true"]) with { Arguments = Arguments(("tensor-parallel-size", "2"), ("max-num-seqs", "8")) };

        ServerScripts
            .Of("a", "b", second, first)!
            .Text.ShouldContain(
                "# Modified from the first configuration: --enforce-eager (set) -> (not there), --max-num-seqs (not there) -> 8, --tensor-parallel-size 1 -> 2.\n"
            );
        ServerScripts
            .Of("a", "b", first, first)!
            .Text.ShouldContain("# Its arguments are those of the first configuration.\n");
    }

    [Fact]
    public void A_word_with_a_NUL_makes_a_script_that_starts_nothing()
    {
        var text = ServerScripts.Of("a", "b", Run(["vllm", "se\0rve"], ("V", "a\0b")), first: null)!.Text;
        text.ShouldEndWith("exit 2\n");
        text.ShouldNotContain("exec");
        text.ShouldNotContain("export V");
        text.ShouldNotContain("\0");
    }

    [Fact]
    public void A_run_whose_command_is_unknown_has_no_script_and_its_case_says_that_it_was_not_recorded()
    {
        ServerScripts.Of("a", "b", Run([]), first: null).ShouldBeNull();
        var command = new EngineCommand(
            "ENV/bin/python",
            ["serve", "--tensor-parallel-size", "4"],
            ImmutableSortedDictionary<string, string>.Empty.Add("A", "1"),
            "",
            Health: null,
            ReadyText: ""
        );

        var script = ServerScripts.OfCase("a", "4 GPUs", command, "tp-serving");

        script.IsRecorded.ShouldBeFalse();
        script.Text.ShouldContain("# 4 GPUs: NOT RECORDED with these results.");
        script.Text.ShouldEndWith("export A=1\nexec ENV/bin/python serve --tensor-parallel-size 4\n");
    }

    private static RunRecord Run(string[] words, params (string Name, string Value)[] variables) =>
        TestRuns.Run("tp-serving", "m", []).Record with
        {
            CommandLine = [.. words],
            Variables = variables.ToImmutableSortedDictionary(v => v.Name, v => v.Value, StringComparer.Ordinal),
        };

    private static ImmutableSortedDictionary<string, string> Arguments(params (string Key, string Value)[] all) =>
        all.ToImmutableSortedDictionary(a => a.Key, a => a.Value, StringComparer.Ordinal);

    private static string Shell(string script)
    {
        using var shell = Process.Start(
            new ProcessStartInfo("sh", ["-c", script])
            {
                RedirectStandardOutput = true,
                UseShellExecute = false,
                StandardOutputEncoding = System.Text.Encoding.UTF8,
            }
        )!;
        var read = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();
        return read;
    }
}
