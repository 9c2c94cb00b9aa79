namespace Refigure.Build.Tests.EndToEnd;

public sealed class TraceTests : IDisposable
{
    private const string Kernel =
        """{"ph":"X","cat":"kernel","name":"void gemm<1>(int)","pid":0,"tid":7,"ts":1.500,"dur":2.250,"args":{"device":0,"stream":7,"correlation":1}}""";

    private readonly BareClone _clone = new();

    public void Dispose() => _clone.Dispose();

    [Fact]
    public void A_trace_is_shown_and_its_tables_are_written_where_asked()
    {
        var path = _clone.Folder.Write("profile/rank0.json", $"{{\"traceEvents\":[{Kernel}]}}");
        _clone
            .Run("--target", "Trace", "--from", path)
            .ShouldSucceed()
            .Output.ShouldContain("1 events, of them 1 kernels");
        Directory.Exists(_clone.Folder["tables"]).ShouldBeFalse();
        _clone
            .Run("--target", "Trace", "--from", _clone.Folder["profile"], "--out", _clone.Folder["tables"])
            .ShouldSucceed();
        File.ReadAllLines(_clone.Folder["tables", "kernels.csv"])
            .ShouldBe([
                "rank,kernel,class,calls,total_us,share_percent,mean_us,median_us,min_us,max_us",
                "all,void gemm<1>(int),GEMM,1,2.250,100,2.250,2.250,2.250,2.250",
                "rank 0,void gemm<1>(int),GEMM,1,2.250,100,2.250,2.250,2.250,2.250",
            ]);
    }

    [Fact]
    public void A_trace_that_breaks_off_is_shown_with_what_is_missing()
    {
        var path = _clone.Folder.Write("rank0.json", $"{{\"traceEvents\":[{Kernel},{Kernel[..30]}");
        var result = _clone.Run("--target", "Trace", "--from", path).ShouldSucceed();
        $"{result.Output}{result.Error}".ShouldContain("rank0.json breaks off after 1 events");
    }

    [Theory]
    [InlineData("", "trace.json is empty")]
    [InlineData("{\"results\": []}", "trace.json is no trace")]
    public void What_is_no_trace_is_refused_in_a_sentence(string text, string sentence)
    {
        var path = _clone.Folder.Write("trace.json", text);
        _clone.Run("--target", "Trace", "--from", path).ShouldRefuse(sentence);
    }

    [Fact]
    public void Without_a_path_it_says_what_it_needs() =>
        _clone.Run("--target", "Trace").ShouldRefuse("--target Trace needs --from PATH");
}
