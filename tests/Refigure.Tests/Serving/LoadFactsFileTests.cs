using System.Collections.Immutable;
using System.Text;
using Refigure.Serving;

namespace Refigure.Tests.Serving;

public sealed class LoadFactsFileTests
{
    [Fact]
    public void A_load_is_read_as_it_was_written()
    {
        var facts = new LoadFacts
        {
            Tool = "refigure",
            Concurrency = 16,
            Requests = 100,
            WarmUpRequests = 16,
            Dataset = "random",
            DatasetSha256 = new string('a', 64),
            SharedPrefixTokens = 12,
            PromptTokens = 128,
            OutputTokens = 64,
            Seed = 9_007_199_254_740_993,
            Endpoint = "completions",
            Url = "http://127.0.0.1:8000",
            Model = "synthetic-llama-1b",
            MaxNumSeqs = 256,
            Start = new DateTimeOffset(2026, 11, 27, 12, 0, 0, TimeSpan.Zero),
            SamplesOffset = 12.5,
            Slo = ImmutableSortedDictionary<string, double>.Empty.Add("ttft", 0.5),
            Reported = ImmutableSortedDictionary<string, double>.Empty.Add("client_lag_p99", 0.0012),
            Remarks = ["One request failed."],
        };
        using var stream = new MemoryStream();

        LoadFactsFile.Write(facts, stream);
        var read = LoadFactsFile.Read(stream.ToArray(), "load.json");

        read.Remarks.ShouldBe(facts.Remarks);
        read.Slo.ShouldBe(facts.Slo);
        read.Reported.ShouldBe(facts.Reported);
        (read with { Remarks = facts.Remarks, Slo = facts.Slo, Reported = facts.Reported }).ShouldBe(facts);
    }

    [Theory]
    [InlineData("{}", "tool is missing")]
    [InlineData("{\"tool\":\"x\",\"concurrency\":\"many\"}", "concurrency")]
    [InlineData("{\"tool\":", "load.json is damaged")]
    public void A_damaged_file_is_named_with_what_is_wrong(string text, string said) =>
        Should
            .Throw<UserErrorException>(() => LoadFactsFile.Read(Encoding.UTF8.GetBytes(text), "load.json"))
            .Message.ShouldContain(said);
}
