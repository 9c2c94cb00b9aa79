using static Refigure.Tests.Logs.StartupLogAssertions;

namespace Refigure.Tests.Logs;

/// <summary>Stamps without a year, and stamps that are wrong.</summary>
public sealed class LogClockTests
{
    [Theory]
    [InlineData("12-31 23:59:58.000", "01-01 00:00:01.500", 3.5)]
    [InlineData("02-28 23:59:59.000", "02-29 00:00:01.000", 2)]
    [InlineData("02-29 23:59:59.000", "03-01 00:00:01.000", 2)]
    [InlineData("02-28 23:59:59.000", "03-01 00:00:01.000", 2)]
    [InlineData("04-30 23:59:59", "05-01 00:00:01", 2)]
    public void A_start_over_midnight_lasts_as_long_as_it_did(string first, string last, double seconds)
    {
        var log = Read($"INFO {first} [a.py:1] a\nINFO {last} [a.py:1] b\n");

        log.ValueOf("actual_total_time").ShouldBe(seconds, 1e-9);
        log.Phase("actual_total_time").Lines.ShouldBe([1, 2]);
        log.Remarks.ShouldBeEmpty();
    }

    [Fact]
    public void Processes_out_of_order_around_new_year_do_not_add_a_year()
    {
        var log = Read(
            "INFO 12-31 23:59:59.990 [a.py:1] a\nINFO 01-01 00:00:00.005 [a.py:1] b\n"
                + "INFO 12-31 23:59:59.999 [a.py:1] c\nINFO 01-01 00:00:01.000 [a.py:1] d\n"
        );

        log.ValueOf("actual_total_time").ShouldBe(1.01, 1e-9);
    }

    [Fact]
    public void A_stamp_that_is_a_second_late_is_put_right_and_remarked()
    {
        var log = Read(
            "INFO 02-09 16:10:55.998 [a.py:1] Waiting for init message from front-end.\n"
                + "INFO 02-09 16:10:56.998 [a.py:1] Starting to load model x...\n"
                + "INFO 02-09 16:10:56.000 [a.py:1] b\n"
        );

        log.ValueOf("worker_init").ShouldBe(0, 1e-9);
        log.ValueOf("actual_total_time").ShouldBe(0.002, 1e-9);
        log.Remarks.ShouldBe(["line 2 is stamped a second late; the second was taken off"]);
    }

    [Fact]
    public void A_clock_that_was_set_back_is_remarked_and_gives_no_negative_time()
    {
        var log = Read(
            "INFO 10-25 02:59:59.000 [a.py:1] Waiting for init message from front-end.\n"
                + "INFO 10-25 02:00:01.000 [a.py:1] Starting to load model x...\n"
        );

        log.Phase("worker_init").Value.ShouldBeNull();
        log.Phase("worker_init").Note.ShouldBe("the end is stamped before the beginning");
        log.Phase("wall").Value.ShouldBeNull();
        log.Remarks.ShouldBe(["line 2: the clock goes back by 3598 s"]);
    }

    [Theory]
    [InlineData("13-01 00:00:00")]
    [InlineData("00-10 00:00:00")]
    [InlineData("02-32 00:00:00")]
    [InlineData("02-09 24:00:00")]
    [InlineData("02-09 00:61:00")]
    [InlineData("02-0x 00:00:00")]
    public void What_is_no_date_is_no_stamp(string stamp) => Read($"INFO {stamp} [a.py:1] a\n").RecordCount.ShouldBe(0);
}
