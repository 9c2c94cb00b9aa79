using System.Collections.Immutable;
using System.Globalization;
using Refigure.Tests.Figures.Serving;

namespace Refigure.Tests.Drawing;

/// <summary>The figures of serving studies, from made-up runs with numbers as real ones have them.</summary>
internal static class ServingFigures
{
    private static readonly int[] Concurrencies = [1, 2, 4, 8, 16, 32, 64, 128, 256];

    public static ImmutableArray<int> Numbers { get; } = [18, 19, .. Enumerable.Range(22, 8)];

    public static Drawn Draw(int number) => Drawn.Of(number, Runs(number).Input);

    private static ServingRuns Runs(int number) =>
        number switch
        {
            18 or 19 => Gpus(),
            >= 22 and <= 24 => Sweep(),
            >= 25 and <= 27 => Engines(),
            _ => Memory(),
        };

    // The slowest requests of each are those that met a long prompt.
    private static ServingRuns Gpus()
    {
        var runs = new ServingRuns();
        foreach (var (gpus, ttft, tpot) in new[] { (1, 0.055, 0.025), (2, 0.039, 0.0178), (4, 0.037, 0.0177) })
        {
            var requests = Enumerable
                .Range(0, 100)
                .Select(i =>
                    ServingRuns.Request(
                        ttft * (0.5 + (i * 0.009)) + (i < 96 ? 0 : 0.12 / gpus),
                        tpot * (0.75 + (0.4 * Math.Sqrt(i / 100.0))),
                        tokens: i < 3 ? 1 : 200
                    )
                );
            runs.Add(
                "tp-serving",
                $"tp{gpus}",
                ServingRuns.Load(16) with
                {
                    TensorParallelSize = gpus,
                },
                requests: requests
            );
        }

        return runs;
    }

    private static ServingRuns Sweep()
    {
        var runs = new ServingRuns();
        foreach (var concurrency in Concurrencies)
        {
            runs.Add(
                "concurrency",
                string.Create(CultureInfo.InvariantCulture, $"c{concurrency}"),
                ServingRuns.Load(concurrency, maxNumSeqs: 128),
                At(Math.Min(concurrency, 128), concurrency > 128 ? 2 : 1, 1)
            );
        }

        return runs.Add(
            "concurrency",
            "c512",
            ServingRuns.Load(512),
            At(128, 4, 1),
            invalid: ["The client was the bottleneck: it used 98 % of a core, and sent 40 ms late in the mean."]
        );
    }

    private static ServingRuns Engines()
    {
        var runs = new ServingRuns();
        foreach (var concurrency in Concurrencies.Take(7))
        {
            Add("vllm", "0.25.1", At(concurrency, 1, 1));
            Add("tgi", "3.3.7", At(concurrency, 1, 0.8));
            Add("transformers", "4.57.1", At(1, concurrency, 0.13));

            void Add(string engine, string version, (string, double?)[] values) =>
                runs.Add(
                    "engine-comparison",
                    string.Create(CultureInfo.InvariantCulture, $"{engine}-{concurrency}"),
                    ServingRuns.Load(concurrency),
                    values,
                    engine: engine,
                    version: version
                );
        }

        return runs;
    }

    // A baseline takes memory as it goes; a server takes it at its start.
    private static ServingRuns Memory() =>
        new ServingRuns()
            .Add(
                "memory-over-time",
                "vllm",
                ServingRuns.Load(64) with
                {
                    SamplesOffset = 20,
                },
                samples: ServingRuns.Table(
                    "kv_cache_usage,gpu0_memory_bytes",
                    600,
                    at => $"{Usage(at, 0.74)},{Bytes(at < 4 ? 3 : at < 8 ? 30 : 66.5)}"
                )
            )
            .Add(
                "memory-over-time",
                "transformers",
                ServingRuns.Load(64) with
                {
                    SamplesOffset = 6,
                },
                samples: ServingRuns.Table(
                    "kv_cache_usage,gpu0_memory_bytes",
                    400,
                    at => $"{Usage(at, 0.2)},{Bytes(4 + (at < 6 ? 0 : 12 * Math.Sin((at - 6) / 30)))}"
                ),
                engine: "transformers",
                version: "4.57.1"
            );

    private static (string Metric, double? Value)[] At(int busy, double queued, double speed)
    {
        var itl = 0.0015 * (1 + (busy / 60.0)) / speed;
        var answer = itl * 128;
        return ServingRuns.Values(
            busy * 128 / (answer + 0.02),
            0.015 + (0.002 * busy) + (answer * (queued - 1)),
            itl,
            (answer * queued) + 0.02
        );
    }

    private static string Usage(double at, double most) =>
        at < 8 ? "" : string.Create(CultureInfo.InvariantCulture, $"{most * Math.Clamp((at - 20) / 15, 0, 1)}");

    private static string Bytes(double gib) =>
        string.Create(CultureInfo.InvariantCulture, $"{(long)(gib * (1 << 30))}");
}
