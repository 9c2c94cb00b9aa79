using static Refigure.Tests.Logs.StartupLogAssertions;

namespace Refigure.Tests.Logs;

/// <summary>The whole is accounted for.</summary>
public sealed class WallClockAccountTests
{
    private const string Log =
        "INFO 02-09 16:10:00.000 [a.py:1] Initializing a V1 LLM engine (v0.10.1.1) with config: model='m'\n"
        + "INFO 02-09 16:10:01.000 [a.py:1] NEW: Init Tokenizer took 1.00 seconds\n"
        + "INFO 02-09 16:10:04.000 [a.py:1] Loading weights took 2.00 seconds\n"
        + "INFO 02-09 16:10:04.500 [a.py:1] NEW: Initializing Model took 1.00 seconds\n"
        + "DEBUG 02-09 16:10:10.000 [a.py:1] end\n";

    [Fact]
    public void Each_moment_is_attributed_or_overlapping_or_unattributed()
    {
        // Tokenizer 0-1, weights 2-4, model 3.5-4.5: half a second is both weights and model.
        var log = Read(Log);

        log.ValueOf("wall").ShouldBe(10);
        log.ValueOf("attributed").ShouldBe(3);
        log.ValueOf("overlapping").ShouldBe(0.5);
        log.ValueOf("unattributed").ShouldBe(6.5);
        log.Phase("attributed").Lines.ShouldBe([2, 3, 4]);
    }

    [Fact]
    public void Memory_profiling_counts_without_the_compilation_that_happens_in_it()
    {
        var log = Read(
            Log.Replace("DEBUG 02-09 16:10:10.000 [a.py:1] end\n", "", StringComparison.Ordinal)
                + "INFO 02-09 16:10:07.000 [a.py:1] Dynamo bytecode transform time: 1.50 s\n"
                + "INFO 02-09 16:10:08.000 [a.py:1] Compiling a graph for dynamic shape takes 1.00 s\n"
                + "INFO 02-09 16:10:08.500 [a.py:1] torch.compile takes 2.50 s in total\n"
                + "DEBUG 02-09 16:10:10.000 [a.py:1] Memory profiling takes 5.00 seconds. Total\n"
        );

        log.ValueOf("kv_cache_profiling").ShouldBe(2.5);
        log.ValueOf("overlapping").ShouldBe(0.5);
        log.ValueOf("attributed").ShouldBe(8);
        log.ValueOf("unattributed").ShouldBe(1.5);
    }

    [Fact]
    public void Whole_second_stamps_keep_the_identity_and_say_so()
    {
        var log = Read(
            Log.Replace(".000 [", " [", StringComparison.Ordinal).Replace(".500 [", " [", StringComparison.Ordinal)
        );

        (log.ValueOf("attributed") + log.ValueOf("overlapping") + log.ValueOf("unattributed")).ShouldBe(10, 1e-9);
        log.Phase("wall").Note.ShouldBe("the stamps are whole seconds");
    }
}
