using System.Text;
using Refigure.Results;

namespace Refigure.Tests.Results;

public sealed class RunRecordJsonTests
{
    [Fact]
    public void A_record_reads_back_as_it_was_written()
    {
        var record = SampleRuns.Full();

        var back = RunRecordReader.Read(Written(record));

        Encoding.UTF8.GetString(Written(back)).ShouldBe(Encoding.UTF8.GetString(Written(record)));
        back.Identity.ShouldBe(record.Identity);
        back.Start.ShouldBe(record.Start);
        back.DurationSeconds.ShouldBe(22.4123456789);
        back.ExitStatus.ShouldBe(-9);
        back.ModelBytes.ShouldBe(12_000_000_000);
        back.CommandLine.ShouldBe(["vllm", "serve", "a \"b\"", "ü"]);
        back.Arguments["max_model_len"].ShouldBe("16752");
        back.Files.ShouldBe([new RawFile("engine.log", "dd", 12)]);
        back.Valid.ShouldBeFalse();
        back.InvalidReasons.ShouldBe(["the engine's log is empty"]);
    }

    [Fact]
    public void The_text_has_snake_case_keys_in_a_fixed_order_and_line_feeds()
    {
        var text = Encoding.UTF8.GetString(Written(SampleRuns.Record()));

        text.ShouldStartWith(
            """
            {
              "schema_version": 1,
              "identity": {
                "experiment": "model-sweep",
                "node": "n1",
                "case": "yi-6b",
                "cache": "warm",
                "iteration": 1
              },
              "hash": "",
              "profile": "paper",
              "environment": "vllm-0.10.1.1",
            """.ReplaceLineEndings("\n")
        );
        text.ShouldContain("\"duration_seconds\": null,\n");
        text.ShouldNotContain("\r");
        text.ShouldEndWith("}\n");
    }

    [Fact]
    public void Facts_that_many_runs_have_alike_are_the_same_object_and_others_are_not()
    {
        var text = Encoding.UTF8.GetString(Written(SampleRuns.Full()));

        var first = RunRecordReader.Read(Encoding.UTF8.GetBytes(text));
        var second = RunRecordReader.Read(Encoding.UTF8.GetBytes(text));
        var other = RunRecordReader.Read(
            Encoding.UTF8.GetBytes(text.Replace("16752", "16753", StringComparison.Ordinal))
        );

        second.Arguments.ShouldBeSameAs(first.Arguments);
        other.Arguments["max_model_len"].ShouldBe("16753");
        first.Arguments["max_model_len"].ShouldBe("16752");
    }

    [Fact]
    public void Keys_of_a_later_version_are_passed_over()
    {
        var text = Encoding
            .UTF8.GetString(Written(SampleRuns.Full()))
            .Replace("\"hash\"", "\"power\": {\"watts\": [1, {\"a\": null}]}, \"hash\"", StringComparison.Ordinal);

        RunRecordReader.Read(Encoding.UTF8.GetBytes(text)).Hash.ShouldBe("aa");
    }

    [Fact]
    public void Optional_keys_may_be_absent()
    {
        const string Text = """
            {"schema_version":1,"identity":{"experiment":"e","node":"n","case":"c","cache":"page-cold","iteration":3},
             "hash":"h","profile":"lab","engine":"vllm","model":"m","files":[]}
            """;

        var record = RunRecordReader.Read(Encoding.UTF8.GetBytes(Text));

        record.Identity.RelativeFolder.ShouldBe("e/n/c/page-cold-3");
        record.Valid.ShouldBeTrue();
        record.Arguments.ShouldBeEmpty();
        record.Start.ShouldBeNull();
    }

    [Theory]
    [InlineData("", "it is no JSON, see its line 1")]
    [InlineData("{\"schema_version\":1,\n\"hash\":", "it is no JSON, see its line 2")]
    [InlineData("[]", "the file is not an object")]
    [InlineData("{}", "it lacks schema_version")]
    [InlineData("{\"schema_version\":2}", "a newer Refigure wrote it (schema 2; this one reads 1)")]
    [InlineData("{\"schema_version\":\"1\"}", "schema_version is not a whole number")]
    [InlineData("{\"schema_version\":1}", "it lacks identity")]
    [InlineData("{\"hash\":4}", "hash is not a text")]
    [InlineData("{\"identity\":[]}", "identity is not an object")]
    [InlineData("{\"files\":[{\"name\":\"../x\"}]}", "../x is no name of a raw file")]
    [InlineData("{\"model_bytes\":1.5}", "model_bytes is not a whole number")]
    [InlineData("{\"exit_status\":99999999999}", "exit_status is out of range")]
    [InlineData("{\"start\":\"yesterday\"}", "start is not a time such as 2026-02-09T16:09:50Z")]
    public void Damage_is_said_in_words(string text, string expected)
    {
        Should
            .Throw<FormatException>(() => RunRecordReader.Read(Encoding.UTF8.GetBytes(text)))
            .Message.ShouldBe(expected);
    }

    [Fact]
    public void Any_cut_of_a_record_is_a_format_error()
    {
        var whole = Written(SampleRuns.Full());

        for (var length = 0; length < whole.Length - 2; length++)
        {
            Should.Throw<FormatException>(() => RunRecordReader.Read(whole.AsSpan(0, length)), $"cut at {length}");
        }
    }

    private static byte[] Written(RunRecord record)
    {
        using var stream = new MemoryStream();
        RunRecordWriter.Write(record, stream);
        return stream.ToArray();
    }
}
