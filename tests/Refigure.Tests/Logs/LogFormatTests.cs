using System.Text;
using Refigure.Logs;
using static Refigure.Tests.Logs.StartupLogAssertions;

namespace Refigure.Tests.Logs;

/// <summary>The forms in which a record can come.</summary>
public sealed class LogFormatTests
{
    private const string Banner =
        "Initializing a V1 LLM engine (v0.10.1.1) with config: model='m', dtype=torch.bfloat16";

    [Theory]
    [InlineData("INFO 02-09 16:10:00 loader.py:2] Loading weights took 0.78 seconds", TimestampResolution.Second)]
    [InlineData("INFO 02-09 16:10:00 [loader.py:2] Loading weights took 0.78 seconds", TimestampResolution.Second)]
    [InlineData(
        "INFO 02-09 16:10:00.272 [a/b.py:2] Loading weights took 0.78 seconds",
        TimestampResolution.Millisecond
    )]
    [InlineData("INFO 02-09 16:10:00,272 [b.py:2] Loading weights took 0.78 seconds", TimestampResolution.Millisecond)]
    [InlineData("WARNING 02-09 16:10:00.272123 Loading weights took 0.78 seconds", TimestampResolution.Microsecond)]
    [InlineData(
        "\u001b[1;36m(EngineCore_0 pid=8)\u001b[0;0m INFO 02-09 16:10:00.272 [b.py:2] Loading weights took 0.78 seconds\r",
        TimestampResolution.Millisecond
    )]
    [InlineData(
        "(APIServer pid=1) (EngineCore_0 pid=8) INFO 02-09 16:10:00.272 [b.py:2] Loading weights took 0.78 seconds",
        TimestampResolution.Millisecond
    )]
    [InlineData(
        "\u001b[32mINFO\u001b[0m \u001b[90m02-09 16:10:00\u001b[0m \u001b[90m[b.py:2]\u001b[0m Loading weights took 0.78 seconds",
        TimestampResolution.Second
    )]
    [InlineData(
        "(EngineCore pid=8) 1795309567.839431 8 EngineCore INFO [core.py:1134] Loading weights took 0.78 seconds",
        TimestampResolution.Microsecond
    )]
    [InlineData(
        "\rLoading: 98%|##| 5/6 [00:00<00:00, 8.36it/s](EngineCore pid=8) INFO 02-09 16:10:00.272 [b.py:2] Loading weights took 0.78 seconds",
        TimestampResolution.Millisecond
    )]
    [InlineData(
        "Loading: 0%| | 0/1 [00:00<?, ?it/s]1795309567.839431 8 MainProcess INFO [core.py:1134] Loading weights took 0.78 seconds",
        TimestampResolution.Microsecond
    )]
    [InlineData(
        "bar\rbar INFO 02-09 16:10:00.272 [b.py:2] Loading weights took 0.78 seconds\r\rbar",
        TimestampResolution.Millisecond
    )]
    public void A_record_is_read_in_every_form(string line, TimestampResolution resolution)
    {
        var log = Read(line + "\n");

        log.RecordCount.ShouldBe(1);
        log.LineCount.ShouldBe(1);
        log.Resolution.ShouldBe(resolution);
        log.ValueOf("load_weights").ShouldBe(0.78);
        log.Phase("load_weights").Lines.ShouldBe([1]);
    }

    [Theory]
    [InlineData("Loading weights took 0.78 seconds")]
    [InlineData("INFO [loader.py:12] Loading weights took 0.78 seconds")]
    [InlineData("INFO:     Loading weights took 0.78 seconds")]
    [InlineData("(EngineCore pid=7) Loading weights took 0.78 seconds")]
    public void Numbers_are_read_without_stamps_and_there_is_no_wall_time(string line)
    {
        var log = Read(line + "\nmore\n");

        log.Resolution.ShouldBe(TimestampResolution.None);
        log.RecordCount.ShouldBe(0);
        log.ValueOf("load_weights").ShouldBe(0.78);
        log.Phase("actual_total_time").Status.ShouldBe(PhaseStatus.NotApplicable);
        log.Phase("wall").Value.ShouldBeNull();
        log.Phase("unattributed").Value.ShouldBeNull();
    }

    [Fact]
    public void An_empty_log_has_no_values_and_says_that_it_is_empty()
    {
        var log = StartupLogReader.Read([]);

        log.Phases.ShouldAllBe(phase => phase.Value == null && phase.Lines.IsEmpty);
        log.LineCount.ShouldBe(0);
        log.Remarks.ShouldBe(["the log is empty"]);
    }

    [Fact]
    public void One_record_makes_no_wall_time_of_zero() =>
        Read("INFO 02-09 16:10:00.272 [b.py:2] hello\n").Phase("wall").Value.ShouldBeNull();

    [Fact]
    public void Bytes_that_are_no_text_and_a_cut_last_line_are_remarked()
    {
        byte[] bytes = [.. "INFO 02-09 16:10:00.272 [b.py:2] a\n"u8, 0, 0xff, 0xfe, (byte)'\n', .. "INFO 02-09 16:1"u8];

        var log = StartupLogReader.Read(bytes);

        log.LineCount.ShouldBe(3);
        log.Remarks.ShouldBe([
            "line 2 has bytes that are no text",
            "line 3, the last one, has no end; the log may be cut off there",
        ]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(60_000)]
    [InlineData(70_000)]
    [InlineData(1_000_000)]
    public void Lines_of_any_length_are_read_and_counted(int filler)
    {
        var text =
            $"INFO 02-09 16:10:00.272 [b.py:2] Loading weights took 0.78 seconds {new string('x', filler)}\n"
            + "INFO 02-09 16:10:01.272 [b.py:2] Model loading took 6.0160 GiB and 0.921823 seconds\n";

        foreach (var log in new[] { Read(text), ReadInPieces(text, 1), ReadInPieces(text, 4093) })
        {
            log.LineCount.ShouldBe(2);
            log.ValueOf("load_weights").ShouldBe(0.78);
            log.ValueOf("model_loading").ShouldBe(0.921823);
            log.Phase("model_loading").Lines.ShouldBe([2]);
            log.Remarks.Any(remark => remark.Contains("line 1 is very long")).ShouldBe(filler > 65_000);
        }
    }

    [Fact]
    public void The_banner_tells_version_model_and_plain_arguments()
    {
        var log = Read(
            "INFO 02-09 16:10:00 [core.py:74] Initializing a V1 LLM engine (v0.10.1.1) with config: model='../m, x', "
                + "revision=None, dtype=torch.bfloat16, max_seq_len=2048, decoding_config=D(backend='auto', b=[1, 2]), "
                + "enforce_eager=False, compilation_config={\"level\":3,\"cudagraph_capture_sizes\":[4,2,1]}\n"
        );

        log.EngineVersion.ShouldBe("0.10.1.1");
        log.BannerLine.ShouldBe(1);
        log.Model.ShouldBe("../m, x");
        log.Arguments.Keys.ShouldBe(["dtype", "enforce_eager", "max_seq_len", "model", "revision"]);
        log.Arguments["max_seq_len"].ShouldBe("2048");
        log.ValueOf("cudagraph_capture_sizes").ShouldBe(3);
    }

    [Theory]
    [InlineData("Using Flash Attention backend on V1 engine.", "Flash Attention")]
    [InlineData("Using XFormers backend.", "XFormers")]
    [InlineData("Using FLASH_ATTN attention backend out of potential backends: ['FLASH_ATTN'].", "FLASH_ATTN")]
    [InlineData("Using FlashMLA backend on V1 engine.", "FlashMLA")]
    [InlineData("Using ['CUSTOM', 'PYNCCL'] all-reduce backends (in dispatch order)", null)]
    [InlineData("Using cache directory: /x backend for vLLM's torch.compile", null)]
    public void The_attention_backend_is_named(string message, string? backend) =>
        Read($"INFO 02-09 16:10:00 [cuda.py:3] {message}\n").AttentionBackend.ShouldBe(backend);

    [Fact]
    public void A_second_start_in_one_log_does_not_mix_into_the_first()
    {
        var start = $"INFO 02-09 16:10:00 [a.py:1] {Banner}\nINFO 02-09 16:10:01 [a.py:1] Loading weights took ";

        var log = Read(start + "1.00 seconds\n" + start + "2.00 seconds\n");

        log.ValueOf("load_weights").ShouldBe(1);
        log.Remarks.ShouldContain("line 3 begins a second engine start; the phases are those of the first");
    }

    private static StartupLog ReadInPieces(string text, int size) =>
        StartupLogReader.Read(new TricklingStream(Encoding.UTF8.GetBytes(text), size));
}
