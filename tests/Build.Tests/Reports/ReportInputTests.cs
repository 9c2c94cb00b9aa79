using Refigure.Build.Tests.EndToEnd;

namespace Refigure.Build.Tests.Reports;

/// <summary>What a report says when it is asked for what is not there, or of runs that are not as they were.</summary>
public sealed class ReportInputTests
{
    [Fact]
    public void Without_any_run_it_says_what_to_type()
    {
        using var clone = new BareClone();
        Directory.Delete(clone.Folder["figures", "recorded"], recursive: true);

        var result = clone.Run("--target", "Report");

        result.ExitCode.ShouldBe(2);
        result.Error.ShouldContain("There are no such runs to report yet: make some with ./build.sh --figure 2");
        File.Exists(clone.Folder["figures", "report.html"]).ShouldBeFalse();
    }

    [Fact]
    public void A_run_that_was_changed_after_it_was_measured_is_shown_as_such()
    {
        using var clone = new BareClone();
        var log = Recorded(clone, "warm-1", "engine.stderr.log.gz");
        File.Delete(log);
        File.WriteAllText(log[..^3], "somebody was here\n");

        var result = clone.Run("--target", "Report", "--figure", "2").ShouldSucceed();

        result.Output.ShouldContain("1 runs were changed after they were measured");
        var page = File.ReadAllText(clone.Folder["figures", "report.html"]);
        page.ShouldContain("1 run changed after being measured");
        page.ShouldContain("<span class=\"badge bad\">changed since</span>");
    }

    [Fact]
    public void A_run_folder_that_cannot_be_read_is_named_and_the_others_are_shown()
    {
        using var clone = new BareClone();
        var record = Recorded(clone, "warm-1", "run.json");
        File.WriteAllText(record, "{ \"schema");

        var result = clone.Run("--target", "Report", "--figure", "2,4").ShouldSucceed();

        result.Output.ShouldContain("Not read: ");
        var page = File.ReadAllText(clone.Folder["figures", "report.html"]);
        page.ShouldContain("Run folders that cannot be read");
        page.ShouldContain("id=\"figure-4-lab\"");
    }

    [Fact]
    public void Half_of_the_runs_invalid_leaves_them_in_sight_with_their_reasons()
    {
        using var clone = new BareClone();
        foreach (var run in new[] { "warm-1", "warm-2" })
        {
            var record = Recorded(clone, run, "run.json");
            File.WriteAllText(
                record,
                File.ReadAllText(record)
                    .Replace("\"valid\": true", "\"valid\": false", StringComparison.Ordinal)
                    .Replace("\"invalid_reasons\": []", "\"invalid_reasons\": [\"too hot\"]", StringComparison.Ordinal)
            );
        }

        clone.Run("--target", "Report", "--figure", "2").ShouldSucceed();

        var page = File.ReadAllText(clone.Folder["figures", "report.html"]);
        page.ShouldContain("2 runs invalid");
        page.ShouldContain("too hot");
    }

    [Fact]
    public void A_reference_that_has_other_figures_says_so()
    {
        using var clone = new BareClone();
        var reference = clone.Folder.Write(
            "other.csv",
            "figure,panel,series,label,x,y,error,n,unit\n11,main,,a,,1,,1,s\n"
        );

        clone.Run("--target", "Report", "--figure", "2", "--against", reference).ShouldSucceed();

        var page = File.ReadAllText(clone.Folder["figures", "report.html"]);
        page.ShouldContain("Against the committed numbers of the recorded runs: all ");
        page.ShouldContain("The reference also has numbers of figure 11, which this report does not show.");
    }

    [Fact]
    public void Another_set_of_runs_is_paired_case_by_case_with_a_word()
    {
        using var clone = new BareClone();
        var before = clone.Folder["before"];
        Checkout.Copy(clone.Folder["figures", "recorded", "model-sweep"], Path.Combine(before, "model-sweep"));

        clone.Run("--target", "Report", "--figure", "2,4", "--against", before).ShouldSucceed();

        var page = File.ReadAllText(clone.Folder["figures", "report.html"]);
        page.ShouldContain("before and these runs");
        page.ShouldContain("<td>actual_total_time</td>");
        page.ShouldContain("<span class=\"badge plain\">same</span>");
    }

    [Theory]
    [InlineData(
        "nowhere",
        "there is no such file or folder; expected a reference as CSV or JSON, a folder of figureN.csv, or a folder of runs"
    )]
    [InlineData("envs", "holds no runs: expected a folder of runs")]
    public void What_cannot_be_compared_with_is_refused_before_anything_is_written(string against, string sentence)
    {
        using var clone = new BareClone();

        var result = clone.Run("--target", "Report", "--figure", "2", "--against", against);

        result.ExitCode.ShouldBe(2);
        result.Error.ShouldContain(sentence);
        File.Exists(clone.Folder["figures", "report.html"]).ShouldBeFalse();
    }

    [Fact]
    public void A_target_that_cannot_be_written_is_refused_in_one_sentence()
    {
        using var clone = new BareClone();
        clone.Folder.Write("taken", "a file");

        var result = clone.Run("--target", "Report", "--figure", "2", "--out", "taken");

        result.ExitCode.ShouldBe(2);
        result.Error.ShouldContain("cannot be written");
        result.Error.ShouldContain("--out DIR");
    }

    [Fact]
    public void A_damaged_table_of_committed_numbers_is_told_of_and_takes_nothing_with_it()
    {
        using var clone = new BareClone();
        clone.Folder.Write("figures/recorded/expected/figure9.csv", "no,table\n");

        clone.Run("--target", "Report", "--figure", "2,9").ShouldSucceed();

        var page = File.ReadAllText(clone.Folder["figures", "report.html"]);
        page.ShouldContain("figure9.csv, line 1: expected the header");
        page.ShouldContain("Against the committed numbers of the recorded runs: all ");
    }

    [Fact]
    public void A_damaged_run_of_the_other_set_is_told_of()
    {
        using var clone = new BareClone();
        var before = clone.Folder["before"];
        Checkout.Copy(clone.Folder["figures", "recorded", "model-sweep"], Path.Combine(before, "model-sweep"));
        File.WriteAllText(Path.Combine(before, "model-sweep", "h100", "synthetic-llama-1b", "warm-1", "run.json"), "{");

        var result = clone.Run("--target", "Report", "--figure", "4", "--against", before).ShouldSucceed();

        result.Output.ShouldContain("Not read: ");
        result.Output.ShouldContain(before);
    }

    private static string Recorded(BareClone clone, string run, string file) =>
        clone.Folder["figures", "recorded", "model-sweep", "h100", "synthetic-llama-1b", run, file];
}
