namespace Refigure.Build.Tests.EndToEnd;

public sealed class BadOptionTests : IDisposable
{
    private readonly BareClone _clone = new();

    public void Dispose() => _clone.Dispose();

    [Theory]
    [InlineData("--figur 2", "--figur is not an option", "did you mean --figure?")]
    [InlineData("--colour red", "--colour is not an option", "--figure")]
    [InlineData("--target Imprt", "'Imprt' was not found", "'Import'")]
    [InlineData("--target", "--target needs a value")]
    [InlineData("Import", "'Import' belongs to no option", "--target Import")]
    [InlineData("--figure", "--figure needs a value", "2,5,7-9|all")]
    [InlineData("--figure 16", "Figure 16 is a drawing", "1–15 and 17–29")]
    [InlineData("--figure 99", "There is no figure 99", "1–15 and 17–29")]
    [InlineData("--figure 2,99", "There is no figure 99", "1–15 and 17–29")]
    [InlineData("--figure 0", "--figure 0", "2,5,7-9")]
    [InlineData("--figure two", "--figure two", "2,5,7-9")]
    [InlineData("--figure 9-7", "--figure 9-7", "2,5,7-9")]
    [InlineData("--figure 2,", "--figure 2,", "2,5,7-9")]
    [InlineData("--figure 30-31", "--figure 30-31", "1–15 and 17–29")]
    [InlineData("--target Figure-16", "'Figure-16' was not found")]
    [InlineData("--profile papr", "--profile papr", "paper, lab or smoke")]
    [InlineData("--target Plan --figure 9 --profile lab --case sizes-4", "--case sizes-4", "sizes-3, sizes-10")]
    [InlineData("--iterations 0", "--iterations 0", "whole number from 1")]
    [InlineData("--iterations 1.5", "--iterations 1.5", "whole number from 1")]
    [InlineData("--iterations", "--iterations needs a value")]
    [InlineData("--tolerance x", "--tolerance x", "such as 0.05")]
    [InlineData("--tolerance 1", "--tolerance 1", "below 1")]
    [InlineData("--variant newest", "--variant newest", "published or consistent")]
    [InlineData("--target Plan --figure 4 --load-format fast", "--load-format fast", "dummy or auto")]
    [InlineData("--target Plan --figure 4 --load-format", "--load-format needs a value", "dummy|auto")]
    [InlineData(
        "--target Plan --figure 4 --profile smoke --load-format dummy",
        "llamacpp, which is no vLLM",
        "--profile paper"
    )]
    [InlineData(
        "--target Plan --figure 14 --profile paper --load-format dummy",
        "load-formats",
        "ways of loading weights"
    )]
    [InlineData(
        "--target Plan --figure 13 --profile paper --load-format dummy",
        "page-cache",
        "must find the weights' files cold"
    )]
    [InlineData("--figure 27 --price-per-hour 0", "--price-per-hour 0", "such as 2.93")]
    [InlineData("--figure 27 --price-per-hour $3", "--price-per-hour $3", "in dollars over 0")]
    [InlineData("--runs", "--runs needs a value")]
    [InlineData("--out", "--out needs a value")]
    [InlineData("--font", "--font needs a value")]
    [InlineData("--no-run=perhaps", "--no-run perhaps", "is a switch")]
    [InlineData("--verbosity loud", "'loud'", "quiet, minimal, normal")]
    [InlineData("--target Import", "--from DIR")]
    [InlineData("--target Import --from", "--from needs a value")]
    [InlineData("--target Verify", "--figure N|all", "--against FILE")]
    [InlineData("--target Verify --figure 2", "--against FILE")]
    [InlineData("--target Verify --figure 2 --against nowhere.json", "nowhere.json", "no such file")]
    [InlineData("--target Explain", "--figure N")]
    [InlineData("--target Explain --figure 2,3", "needs one figure")]
    [InlineData("--target Explain --figure 2 --label Nonsense", "--label Nonsense", "Loading Weights")]
    [InlineData("--target Explain --figure 7", "Figure 7 needs")]
    [InlineData("--target Predict", "--model NAME")]
    [InlineData("--target Predict --model qwen-7b", "Nothing can be predicted", "model-sweep")]
    [InlineData("--figure 7", "Figure 7 needs")]
    [InlineData("--figure 2 --profile smoke --no-run", "Figure 2 needs", "smoke")]
    [InlineData("--figure 2 --font Nonsense", "'Nonsense'", ".ttf")]
    [InlineData("--figure 2 --font envs/models.yaml", "envs/models.yaml", "not a TrueType font")]
    [InlineData("--figure 2 --no-run --runs nowhere", "--runs", "nowhere", "no such folder")]
    [InlineData("--figure 2 --runs envs/models.yaml", "--runs", "models.yaml", "is a file")]
    public void A_wrong_option_or_value_is_one_sentence_and_writes_nothing(string line, params string[] named)
    {
        var before = _clone.Folder.Listing();
        _clone.Run(line.Split(' ')).ShouldRefuse(named);
        _clone.Folder.ShouldBeAs(before);
    }

    [Theory]
    [InlineData("next year")]
    [InlineData("-1")]
    [InlineData("1e9")]
    public void A_SOURCE_DATE_EPOCH_that_is_no_time_is_named(string time)
    {
        var before = _clone.Folder.Listing();
        HostProcess
            .RunIn(_clone.Root, _clone.Root, [("SOURCE_DATE_EPOCH", time)], "--figure", "2")
            .ShouldRefuse($"SOURCE_DATE_EPOCH={time}", "seconds since 1970-01-01");
        _clone.Folder.ShouldBeAs(before);
    }

    [Fact]
    public void A_setting_of_the_environment_is_checked_like_an_option()
    {
        HostProcess
            .RunIn(_clone.Root, _clone.Root, [("REFIGURE_PROFILE", "papr")], "--figure", "2")
            .ShouldRefuse("papr", "paper, lab or smoke");
    }

    [Fact]
    public void A_settings_file_that_is_no_JSON_is_named()
    {
        _clone.Folder.Write("settings.json", "{ profile: ");
        _clone.Run("--figure", "2").ShouldRefuse("settings.json");
    }
}
