using System.Text;
using Refigure.Logs;
using Refigure.Patches;

namespace Refigure.Tests.Patches;

/// <summary>What lies in <c>patches/</c> fits together, and the log reader knows what it makes an engine print.</summary>
public sealed class ShippedPatchesTests
{
    public static TheoryData<string> Versions => ShippedPatches.Versions;

    [Fact]
    public void There_are_patches_for_the_versions_whose_phases_figures_show() =>
        ShippedPatches.Names.ShouldBe([
            "vllm-0.10.0",
            "vllm-0.10.1.1",
            "vllm-0.11.0",
            "vllm-0.20.2",
            "vllm-0.25.1",
            "vllm-0.8.0",
            "vllm-0.9.0",
        ]);

    [Fact]
    public void Each_environment_names_the_patches_of_its_own_version()
    {
        var environments = ShippedPatches.Environments().ToList();

        environments
            .Select(e => Path.GetFileName(e.PatchFolder))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ShouldBe(ShippedPatches.Names);
        foreach (var environment in environments)
        {
            Path.GetFileName(environment.PatchFolder).ShouldBe($"vllm-{environment.EngineVersion}");
            environment.PatchHashes.ShouldBe(ShippedPatches.Of(environment.EngineVersion).Hashes);
        }
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Every_hunk_fits_a_file_with_its_anchors_and_comes_off_again(string version)
    {
        foreach (var diff in ShippedPatches.Of(version).Diffs)
        {
            var before = FileWithAnchors(diff);

            var after = diff.Apply(before);

            after.ShouldNotBe(before);
            diff.Reversed().Apply(after).ShouldBe(before, diff.Name);
            Should.Throw<UserErrorException>(() => diff.Apply("\n" + before)).Message.ShouldContain("does not fit");
            Should.Throw<UserErrorException>(() => diff.Apply(after)).Message.ShouldContain("does not fit");
        }
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void The_three_messages_are_those_that_a_start_is_expected_to_print(string version)
    {
        var series = ShippedPatches.Of(version);

        series
            .Lines.Select(l => l.Text)
            .ShouldBe(["NEW: Init Tokenizer took ", "NEW: Initializing Model took ", "Graph capturing finished in "]);
        foreach (var line in series.Lines)
        {
            var printed = series
                .Diffs.SelectMany(d => ShippedPatches.Messages(d).Select(m => (d.Path, m.Message)))
                .Where(p => p.Message.StartsWith(line.Text, StringComparison.Ordinal))
                .ToList();
            printed
                .Select(p => p.Path)
                .Order(StringComparer.Ordinal)
                .ShouldBe(line.Files.Order(StringComparer.Ordinal), line.Text);
            foreach (var (path, message) in printed)
            {
                var log = Log(version, message);
                ExpectedLines
                    .Check(series, version, log)
                    .ShouldAllBe(wrong => !wrong.Contains(line.Text.Trim(), StringComparison.Ordinal), path);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void The_log_reader_reads_the_number_of_each_message(string version)
    {
        var phases = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["NEW: Init Tokenizer took "] = "tokenizer_init",
            ["NEW: Initializing Model took "] = "model_init",
            ["Graph capturing finished in "] = "graph_capturing",
        };
        foreach (var (message, seconds) in ShippedPatches.Of(version).Diffs.SelectMany(ShippedPatches.Messages))
        {
            var phase = phases.Single(p => message.StartsWith(p.Key, StringComparison.Ordinal)).Value;
            var log = StartupLogReader.Read(Encoding.UTF8.GetBytes(string.Join('\n', Log(version, message)) + "\n"));

            log.EngineVersion.ShouldBe(version);
            log.Find(phase)!.Value.ShouldBe(seconds, message);
        }
    }

    private static string[] Log(string version, string message)
    {
        const string header = "1795309567.839431 2428 MainProcess INFO [llm_engine.py:90] ";
        return
        [
            $"{header}Initializing a V1 LLM engine (v{version}) with config: model='m', dtype=float16",
            header + message,
        ];
    }

    // What is between the anchors is of no concern to a diff.
    private static string FileWithAnchors(UnifiedDiff diff)
    {
        var text = new StringBuilder();
        var line = 1;
        foreach (var hunk in diff.Hunks)
        {
            for (; line < hunk.OldStart; line++)
            {
                text.Append("# line ").Append(line).Append('\n');
            }

            text.AppendJoin("", hunk.Old);
            line += hunk.Old.Length;
        }

        return text.Append("# the end\n").ToString();
    }
}
