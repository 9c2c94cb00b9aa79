using Refigure.Logs;
using Refigure.Testing;

namespace Refigure.Tests.Logs;

/// <summary>Damaged logs: no exception, no value that its lines do not have, and the same from a stream.</summary>
public sealed class LogFuzzTests
{
    private const int Rounds = 3000;

    private static readonly string[] Real =
    [
        "data/lab/h200/startup/llama-1b/compile-cold-0/engine.log",
        "data/lab/h100/startup/llama-1b/warm-2/engine.log",
        "data/lab/h200/startup/v0.20.2-llama-1b/warm-1/engine.log",
        "data/lab/h200/traces/profile-tp2-eager/server.log",
        "data/breaking-the-ice/figures/figure-1/iterations/output_0.3.1.txt",
        "data/breaking-the-ice/figures/figure-1/iterations/output_0.8.0.txt",
        "data/breaking-the-ice/figures/figure-2/iterations/1/output_model_llama3-3b.txt",
    ];

    [SharedFact]
    public void Damaged_logs_give_no_exception_and_no_invented_value()
    {
        var logs = Real.Select(path => File.ReadAllBytes(SharedData.Path(path))).ToArray();
        var values = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var log = new LogMutator(round).Mutate(logs[round % logs.Length], logs[(round * 5 + 3) % logs.Length]);
            values += Check(log, $"round {round}");
        }

        values.ShouldBeGreaterThan(Rounds);
    }

    [Fact]
    public void Random_bytes_and_random_words_give_no_exception_and_no_invented_value()
    {
        string[] words =
        [
            "INFO ",
            "DEBUG ",
            "02-09 16:10:00.272 ",
            "02-29 23:59:59,9 ",
            "[a.py:1] ",
            "a.py:2] ",
            "\u001b[1;36m",
            "(EngineCore pid=3) ",
            "(",
            "\r",
            "\n",
            "\n",
            "1795309567.839431 8 EngineCore INFO [x] ",
            "Loading weights took ",
            "Compiling a graph for ",
            " takes ",
            "GPU KV cache size: ",
            "Initializing a V1 LLM engine (v0.25.1) with config: model='x', a=(",
            "{\"mark\": \"begin\", \"wall\": ",
            "7.5",
            "1,024",
            " seconds",
            " s",
            ", ",
            " tokens",
        ];
        var random = new Random(7);
        for (var round = 0; round < 2000; round++)
        {
            var noise = new byte[random.Next(500)];
            random.NextBytes(noise);
            Check(noise, $"bytes {round}");

            var text = string.Concat(
                Enumerable.Range(0, random.Next(200)).Select(_ => words[random.Next(words.Length)])
            );
            Check(System.Text.Encoding.UTF8.GetBytes(text), $"words {round}: {text}");
        }
    }

    [SharedTheory]
    [InlineData(1)]
    [InlineData(4093)]
    [InlineData(1 << 20)]
    public void A_stream_gives_what_the_bytes_give(int size)
    {
        foreach (var path in Real)
        {
            var bytes = File.ReadAllBytes(SharedData.Path(path));

            Text(StartupLogReader.Read(new TricklingStream(bytes, size)))
                .ShouldBe(Text(StartupLogReader.Read(bytes)), path);
        }
    }

    private static int Check(byte[] bytes, string where)
    {
        var log = StartupLogReader.Read(bytes);
        var proof = new ReadingProof(bytes, log);
        foreach (var reading in log.Phases)
        {
            proof.Fault(reading).ShouldBeNull($"{where}: {reading} [{string.Join(',', reading.Lines)}]");
        }

        if (log.Phase("wall").Value is { } wall)
        {
            (log.ValueOf("attributed") + log.ValueOf("overlapping") + log.ValueOf("unattributed")).ShouldBe(
                wall,
                1e-9 * Math.Max(1, wall),
                where
            );
        }

        return log.Phases.Count(reading => reading.Value is not null);
    }

    private static string Text(StartupLog log) =>
        string.Join(
            '\n',
            [
                $"{log.EngineVersion} {log.BannerLine} {log.Model} {log.AttentionBackend} {log.LineCount} {log.RecordCount}",
                .. log.Arguments.Select(argument => $"{argument.Key}={argument.Value}"),
                .. log.Phases.Select(p => $"{p.Phase} {p.Status} {p.Value:R} {string.Join(',', p.Lines)} {p.Note}"),
                .. log.Remarks,
            ]
        );
}
