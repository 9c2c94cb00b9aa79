using System.Buffers;
using System.Text;
using Refigure.Serving;

namespace Refigure.Tests.Serving;

public sealed class RequestLineTests
{
    private static readonly RequestRecord Full = new()
    {
        Index = 3,
        IsWarmUp = true,
        Status = RequestStatus.Completed,
        HttpStatus = 200,
        Intended = 0,
        Sent = 0.000125,
        FirstByte = 0.05,
        FirstToken = 0.0501,
        Arrivals = [0.0501, 0.1, 0.15],
        End = 0.15,
        PromptTokens = 8,
        OutputTokens = 3,
        Chunks = 3,
        CachedTokens = 0,
        MaxTokens = 16,
        FinishReason = "length",
        Text = "a \"quoted\" ü",
    };

    [Fact]
    public void A_request_is_read_as_it_was_written()
    {
        var read = Read(Write(Full));

        read.Arrivals.ShouldBe([0.0501, 0.1, 0.15]);
        (read with { Arrivals = Full.Arrivals }).ShouldBe(Full);
    }

    [Fact]
    public void What_is_unknown_is_not_in_the_line_and_stays_unknown()
    {
        var failed = new RequestRecord
        {
            Index = 0,
            Status = RequestStatus.Failed,
            Error = "connection refused",
        };

        var line = Write(failed);

        line.ShouldBe("{\"index\":0,\"status\":\"failed\",\"error\":\"connection refused\"}\n");
        var read = Read(line);
        read.Sent.ShouldBeNull();
        read.Ttft.ShouldBeNull();
        read.Tpot.ShouldBeNull();
        read.Tokens.ShouldBeNull();
    }

    [Fact]
    public void Arrivals_are_written_as_the_first_and_then_the_gaps() =>
        Write(Full).ShouldContain("\"arrivals_us\":[50100,49900,50000]");

    [Fact]
    public void Arrivals_as_times_are_read_too() =>
        Read("{\"index\":0,\"status\":\"completed\",\"arrivals\":[0.0501,0.1]}").Arrivals.ShouldBe([0.0501, 0.1]);

    [Fact]
    public void Adding_gaps_up_loses_nothing()
    {
        double[] times = [.. Enumerable.Range(1, 10_000).Select(i => Math.Round(i * 0.0173 + 3600, 6))];

        Read(Write(Full with { Arrivals = [.. times] })).Arrivals.ShouldBe(times);
    }

    [Fact]
    public void Times_are_written_to_the_microsecond() =>
        Write(
                new RequestRecord
                {
                    Index = 0,
                    Status = RequestStatus.Empty,
                    Sent = 1.23456789,
                }
            )
            .ShouldContain("\"sent\":1.234568}");

    [Fact]
    public void A_time_that_is_no_number_cannot_be_written() =>
        Should.Throw<ArgumentOutOfRangeException>(() =>
            Write(
                new RequestRecord
                {
                    Index = 0,
                    Status = RequestStatus.Empty,
                    Sent = double.NaN,
                }
            )
        );

    [Theory]
    [InlineData("{\"status\":\"completed\"}", "index")]
    [InlineData("{\"index\":1}", "status")]
    [InlineData("{\"index\":1,\"status\":\"fine\"}", "status")]
    [InlineData("{\"index\":1,\"status\":\"empty\",\"sent\":\"soon\"}", "sent")]
    public void A_line_that_lacks_something_says_what(string line, string named) =>
        Should.Throw<FormatException>(() => Read(line)).Message.ShouldContain(named);

    [Fact]
    public void TPOT_is_the_time_after_the_first_token_by_the_other_tokens()
    {
        Full.Tpot.ShouldNotBeNull();
        Full.Tpot.Value.ShouldBe((0.15 - 0.0501) / 2, 1e-12);
        (Full with { OutputTokens = 1 }).Tpot.ShouldBeNull();
    }

    [Fact]
    public void A_last_line_that_was_torn_is_passed_over_and_another_one_is_named()
    {
        var whole = Write(Full);

        Lines(whole + whole[..20]).Length.ShouldBe(1);
        Should.Throw<UserErrorException>(() => Lines(whole + "{\"ind\n" + whole)).Message.ShouldContain("line 2");
    }

    [Fact]
    public void A_line_with_bytes_that_are_no_text_is_named()
    {
        var line = Encoding.UTF8.GetBytes("""{"index":1,"status":"failed","error":"~"}""" + "\n");
        line[Array.IndexOf(line, (byte)'~')] = 0xff;
        using var stream = new MemoryStream([.. line, .. line]);

        Should
            .Throw<UserErrorException>(() => RequestsFile.Read(stream, "requests.jsonl"))
            .Message.ShouldStartWith("requests.jsonl, line 1 is no request");
    }

    [Fact]
    public void Lines_of_any_length_and_of_either_end_are_read()
    {
        var long1 = Write(Full with { Text = new string('x', 200_000) });
        var short1 = Write(Full);

        var read = Lines(short1 + long1 + short1.TrimEnd('\n') + "\r\n" + long1.TrimEnd('\n'));

        read.Select(r => r.Text?.Length).ShouldBe([Full.Text?.Length, 200_000, Full.Text?.Length, 200_000]);
    }

    [Fact]
    public void A_stored_file_that_was_cut_is_refused_and_never_read_as_fewer_requests()
    {
        using var folder = new Results.TemporaryFolder();
        var line = Write(Full);
        File.WriteAllText(Path.Combine(folder.Root, "requests.jsonl"), line);

        RequestsFile.Of(folder.Root, bytes: Encoding.UTF8.GetByteCount(line)).Length.ShouldBe(1);
        Should
            .Throw<UserErrorException>(() => RequestsFile.Of(folder.Root, bytes: 2 * Encoding.UTF8.GetByteCount(line)))
            .Message.ShouldContain("when the run was stored");
    }

    private static RequestRecord[] Lines(string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return [.. RequestsFile.Read(stream, "requests.jsonl")];
    }

    private static string Write(RequestRecord request)
    {
        var buffer = new ArrayBufferWriter<byte>();
        RequestLine.Write(request, buffer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static RequestRecord Read(string line) => RequestLine.Read(Encoding.UTF8.GetBytes(line));
}
