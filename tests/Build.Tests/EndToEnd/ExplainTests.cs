using System.Globalization;
using System.Text.RegularExpressions;
using Refigure.Testing;

namespace Refigure.Build.Tests.EndToEnd;

[Collection(ImportedArtifactCollection.Name)]
public sealed partial class ExplainTests(ImportedArtifact artifact)
{
    [SharedFact]
    public void A_bar_is_followed_to_its_runs_files_lines_and_their_text()
    {
        var result = Explain("--figure", "5", "--label", "Qwen-4B");
        result.Output.ShouldContain(
            "Figure 5: Dynamo transformation by graph size. Experiment model-sweep, profile paper"
        );
        result.Output.ShouldContain("n = 5");
        var sum = 0.0;
        var followed = Followed(result.Lines);
        followed.Count.ShouldBe(5);
        foreach (var (value, file, number, text) in followed)
        {
            file.ShouldStartWith("model-sweep/n1/qwen-4b/warm-");
            text.ShouldContain($"Dynamo bytecode transform time: {value} s");
            PlainLine(Path.Combine(artifact.Runs, file), number).ShouldBe(text);
            sum += double.Parse(value, CultureInfo.InvariantCulture);
        }

        var bar = FigureTables.Bars(artifact.Out, 5).First(mark => mark.Label == "Qwen-4B");
        bar.Y!.Value.ShouldBe(sum / 5, 1e-12);
    }

    [SharedFact]
    public void Every_figure_that_is_drawn_can_be_followed()
    {
        foreach (var figure in new[] { 1, 2, 10, 12, 17 })
        {
            Explain("--figure", figure.ToString(CultureInfo.InvariantCulture)).Lines.Length.ShouldBeGreaterThan(10);
        }
    }

    [SharedTheory]
    [InlineData("LLM Imports (§2.1)")]
    [InlineData("KV Cache Profiling (§2.5)")]
    [InlineData("Graph Capturing (§2.6)")]
    public void Every_quoted_line_is_really_that_line_of_the_raw_file(string label)
    {
        string? file = null;
        var compared = 0;
        foreach (var line in Explain("--figure", "2", "--label", label).Lines)
        {
            if (Source().Match(line) is { Success: true } source)
            {
                file = source.Groups["file"].Value;
            }
            else if (Quoted().Match(line) is { Success: true } quoted && file is not null)
            {
                var number = int.Parse(quoted.Groups["number"].Value, CultureInfo.InvariantCulture);
                PlainLine(Path.Combine(artifact.Runs, file), number).ShouldBe(quoted.Groups["text"].Value.TrimEnd());
                compared++;
            }
        }

        compared.ShouldBeGreaterThanOrEqualTo(5);
    }

    private HostResult Explain(params string[] arguments) =>
        HostProcess.Run(Checkout.Root, ["--target", "Explain", .. arguments, "--runs", artifact.Runs]).ShouldSucceed();

    private static List<(string Value, string File, int Line, string Text)> Followed(string[] lines)
    {
        var followed = new List<(string, string, int, string)>();
        for (var i = 0; i + 1 < lines.Length; i++)
        {
            if (
                Source().Match(lines[i]) is { Success: true } source
                && Quoted().Match(lines[i + 1]) is { Success: true } q
            )
            {
                var number = int.Parse(q.Groups["number"].Value, CultureInfo.InvariantCulture);
                source.Groups["line"].Value.ShouldBe(q.Groups["number"].Value);
                followed.Add(
                    (source.Groups["value"].Value, source.Groups["file"].Value, number, q.Groups["text"].Value)
                );
            }
        }

        return followed;
    }

    // The raw line without the colours of a terminal.
    private static string PlainLine(string file, int number) =>
        Colour().Replace(File.ReadLines(file).ElementAt(number - 1), string.Empty).TrimEnd();

    [GeneratedRegex(@"^  \S+ = (?<value>\S+) s  (?<file>\S+\.log):(?<line>\d+)")]
    private static partial Regex Source();

    [GeneratedRegex(@"^\s+(?<number>\d+): (?<text>.*)$")]
    private static partial Regex Quoted();

    [GeneratedRegex("\u001b\\[[0-9;]*m")]
    private static partial Regex Colour();
}
