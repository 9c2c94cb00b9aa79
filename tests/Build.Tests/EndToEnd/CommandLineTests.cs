namespace Refigure.Build.Tests.EndToEnd;

public sealed class CommandLineTests : IDisposable
{
    private readonly BareClone _clone = new();

    public void Dispose() => _clone.Dispose();

    [Theory]
    [InlineData("2", "Figure-2")]
    [InlineData("2,5,7-9", "Figure-2 Figure-5 Figure-7 Figure-8 Figure-9")]
    [InlineData("17,1", "Figure-1 Figure-17")]
    [InlineData("14-17", "Figure-14 Figure-15 Figure-17")]
    [InlineData("18,19,22-24", "Figure-18 Figure-19 Figure-22 Figure-23 Figure-24")]
    [InlineData("2,2", "Figure-2")]
    [InlineData(
        "all",
        "Figure-1 Figure-2 Figure-3 Figure-4 Figure-5 Figure-6 Figure-7 Figure-8 Figure-9 Figure-10 Figure-11 Figure-12 Figure-13 Figure-14 Figure-15 Figure-17 Figure-18 Figure-19 Figure-20 Figure-21 Figure-22 Figure-23 Figure-24 Figure-25 Figure-26 Figure-27 Figure-28 Figure-29"
    )]
    public void Figures_are_named_by_number_list_range_or_all(string figures, string expected)
    {
        var before = _clone.Folder.Listing();
        Planned(_clone.Run("--figure", figures, "--dryrun")).ShouldBe(expected.Split(' '));
        Planned(_clone.Run($"--figure={figures}", "--dryrun")).ShouldBe(expected.Split(' '));
        _clone.Folder.ShouldBeAs(before);
    }

    [Fact]
    public void A_dry_run_of_nothing_is_figure_2_and_runs_nothing()
    {
        var before = _clone.Folder.Listing();
        var result = _clone.Run("--dryrun").ShouldSucceed();
        Planned(result).ShouldBe(["Figure-2", "Default"]);
        result.Output.ShouldContain("No tasks were actually executed.");
        _clone.Folder.ShouldBeAs(before);
    }

    [Fact]
    public void The_tree_shows_that_the_default_is_figure_2()
    {
        var tree = _clone.Run("--tree").ShouldSucceed().Output;
        tree.ShouldContain("Default\n└─Figure-2\n");
        foreach (var task in new[] { "Import", "Verify", "Explain", "Predict", "Test", "Figure-17" })
        {
            tree.ShouldContain($"\n{task}\n");
        }
    }

    [Fact]
    public void The_description_says_of_every_task_what_it_does()
    {
        var result = _clone.Run("--description").ShouldSucceed();
        var tasks = result.Lines.Skip(2).ToArray();
        tasks.Length.ShouldBe(57);
        foreach (var line in tasks)
        {
            line.ShouldMatch(@"^[A-Z][A-Za-z]+(-\d+)?\s{2,}\S.{10,}$");
        }
    }

    [Fact]
    public void A_switch_before_a_value_takes_it_and_says_so()
    {
        _clone.Run("--no-run", "2").ShouldRefuse("--no-run 2", "is a switch");
    }

    [Fact]
    public void The_host_finds_its_way_from_any_working_directory()
    {
        using var elsewhere = new TemporaryFolder();
        HostProcess
            .RunIn(_clone.Root, elsewhere.Root, [], "--no-run", "--figure", "2", "--out", "drawn")
            .ShouldSucceed()
            .Output.ShouldContain("drawn/figure-2/figure2.pdf: ");
        File.Exists(elsewhere["drawn", "figure-2", "figure2.svg"]).ShouldBeTrue();
    }

    private static string[] Planned(HostResult result) =>
        [
            .. result
                .ShouldSucceed()
                .Lines.Where(line => line.Length > 0 && char.IsAsciiDigit(line[0]))
                .Select(line => line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]),
        ];
}
