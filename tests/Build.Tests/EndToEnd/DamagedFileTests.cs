namespace Refigure.Build.Tests.EndToEnd;

public sealed class DamagedFileTests(TinyStudy study) : IClassFixture<TinyStudy>, IDisposable
{
    private readonly BareClone _clone = study.Copy();

    public void Dispose() => _clone.Dispose();

    private string Run2(string file) =>
        _clone.Folder["figures", "runs", "startup-breakdown", "n1", "llama3-3b", "warm-2", file];

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("not json")]
    [InlineData("{\"schema_version\": 99}")]
    public void A_damaged_run_is_named_by_its_file(string text)
    {
        File.WriteAllText(Run2("run.json"), text);
        var before = _clone.Folder.Listing();
        _clone.Run("--figure", "2").ShouldRefuse("warm-2/run.json");
        _clone.Folder.ShouldBeAs(before);
    }

    [Theory]
    [InlineData("--figure all --no-run")]
    [InlineData("--target Explain --figure 2")]
    [InlineData("--target Import --from study")]
    public void Whatever_reads_a_damaged_run_names_it(string line)
    {
        File.WriteAllText(Run2("run.json"), "{");
        var before = _clone.Folder.Listing();
        _clone.Run(line.Split(' ')).ShouldRefuse("warm-2/run.json");
        _clone.Folder.ShouldBeAs(before);
    }

    [Fact]
    public void A_run_without_its_log_is_named()
    {
        File.Delete(Run2("engine.log"));
        var before = _clone.Folder.Listing();
        _clone.Run("--figure", "2").ShouldRefuse("warm-2/engine.log", "run.json lists it");
        _clone.Folder.ShouldBeAs(before);
    }

    [Fact]
    public void A_log_whose_compression_is_damaged_is_named()
    {
        File.Move(Run2("engine.log"), Run2("engine.log.gz"));
        _clone.Run("--figure", "2").ShouldRefuse("warm-2/engine.log", "cannot be read");
    }

    [Fact]
    public void An_interrupted_run_without_its_record_is_passed_over_and_imported_anew()
    {
        File.Delete(Run2("run.json"));
        _clone.Run("--figure", "2").ShouldSucceed().Output.ShouldContain("from 2 paper runs of n1");
        _clone
            .Run("--target", "Import", "--from", "study")
            .ShouldSucceed()
            .Output.ShouldContain("Imported 1 run into figures/runs (2 there already");
        _clone.Run("--figure", "2").ShouldSucceed().Output.ShouldContain("from 3 paper runs of n1");
    }

    [Theory]
    [InlineData("")]
    [InlineData("a,\"b\nc")]
    [InlineData("no,such,header\n1,2,3\n")]
    public void Damaged_measurements_do_not_matter_and_are_written_anew(string text)
    {
        var path = _clone.Folder["figures", "runs", "measurements.csv"];
        var whole = File.ReadAllText(path);
        File.WriteAllText(path, text);
        _clone.Run("--figure", "2").ShouldSucceed();
        FigureTables.Bars(_clone.Folder["figures"], 2).Single(bar => bar.X == "load_weights").Y.ShouldBe(2);
        _clone.Run("--target", "Import", "--from", "study").ShouldSucceed();
        File.ReadAllText(path).ShouldBe(whole);
    }

    [Theory]
    [InlineData("", "line 1", "header")]
    [InlineData("figure,panel\n", "line 1", "header")]
    [InlineData("HEADER\n", "no row of data")]
    [InlineData("HEADER\n2,main,s,l,x,abc,,1,s\n", "line 2", "y is 'abc'")]
    [InlineData("HEADER\n2,main,s,l,x,1,-,1,s\n", "line 2", "error is '-'")]
    [InlineData("HEADER\n2,main,s,l,x,1,,many,s\n", "line 2", "n is 'many'")]
    [InlineData("HEADER\n2,main,s,l,x,1\n", "line 2", "9 fields")]
    [InlineData("HEADER\n2,main,s,l,x,1,,1,s\n3,main,s,l,x,1,,1,s\n", "line 3", "figure 2", "figure 3")]
    [InlineData("HEADER\n2,main,\"s,l,x,1,,1,s\n", "not CSV")]
    public void A_damaged_figure_is_named_with_its_line(string text, params string[] named)
    {
        var content = text.Replace("HEADER", "figure,panel,series,label,x,y,error,n,unit", StringComparison.Ordinal);
        _clone.Folder.Write("out/figure-2/figure2.csv", content);
        var good = _clone.Folder.Write("good.csv", "figure,panel,series,label,x,y,error,n,unit\n2,main,s,l,x,1,,1,s\n");
        var before = _clone.Folder.Listing();
        _clone
            .Run("--target", "Verify", "--figure", "2", "--against", good, "--out", "out")
            .ShouldRefuse(["figure2.csv", .. named]);
        _clone.Folder.ShouldBeAs(before);
    }

    [Theory]
    [InlineData("ref.json", "{", "ref.json")]
    [InlineData("ref.json", "[1, 2]", "ref.json")]
    [InlineData("ref.json", "{\"figures\": 3}", "ref.json")]
    [InlineData("ref.csv", "a;b;c\n", "ref.csv", "line 1")]
    [InlineData("ref.csv", "", "ref.csv")]
    public void A_damaged_reference_is_named(string name, string text, params string[] named)
    {
        _clone.Run("--figure", "2", "--out", "out").ShouldSucceed();
        _clone.Folder.Write(name, text);
        var before = _clone.Folder.Listing();
        _clone.Run("--target", "Verify", "--figure", "2", "--against", name, "--out", "out").ShouldRefuse(named);
        _clone.Folder.ShouldBeAs(before);
    }

    [Theory]
    [InlineData("models: [")]
    [InlineData("models: 3\n")]
    [InlineData("")]
    public void A_damaged_list_of_models_is_named(string text)
    {
        _clone.Folder.Write("envs/models.yaml", text);
        _clone.Run("--figure", "2", "--out", "out").ShouldRefuse("models.yaml");
        Directory.Exists(_clone.Folder["out"]).ShouldBeFalse();
    }

    [Fact]
    public void A_list_of_models_that_is_not_there_is_named()
    {
        File.Delete(_clone.Folder["envs", "models.yaml"]);
        _clone.Run("--figure", "2", "--out", "out").ShouldRefuse("models.yaml");
    }
}
