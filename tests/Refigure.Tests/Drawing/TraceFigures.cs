using System.Collections.Immutable;
using Refigure.Serving;
using Refigure.Tests.Figures.Serving;
using Refigure.Tests.Traces;

namespace Refigure.Tests.Drawing;

/// <summary>The figures of traces and scaling, from made-up traces with kernels as vLLM's engines run them.</summary>
internal static class TraceFigures
{
    public static ImmutableArray<int> Numbers { get; } = [20, 21];

    public static Drawn Draw(int number) => Drawn.Of(number, (number == 20 ? Profiled() : Scaling()).Input);

    private static ServingRuns Profiled() => Profiled(new ServingRuns(), 2);

    private static ServingRuns Profiled(ServingRuns runs, int gpus) =>
        runs.Add(
            "tp-profile",
            $"tp{gpus}",
            arguments: [("tensor-parallel-size", $"{gpus}")],
            trace: MadeTraces.Decode(gpus)
        );

    private static ServingRuns Scaling()
    {
        var runs = new ServingRuns();
        foreach (var (gpus, seconds) in new[] { (1, 0.82), (2, 0.61), (4, 0.47) })
        {
            var load = ServingRuns.Load(4) with { TensorParallelSize = gpus, OutputTokens = 512, PromptTokens = 8 };
            runs.Add(
                "tp-scaling",
                $"tp{gpus}",
                load,
                [
                    .. ServingRuns.Values(4 * 512 / seconds, 0.02),
                    ("output_throughput_low", 4 * 510 / seconds),
                    ("output_throughput_high", 4 * 514 / seconds),
                ],
                Batches(seconds)
            );
        }

        return Profiled(Profiled(runs, 1), 2);
    }

    // Batches of four that end together; each takes a little longer or shorter.
    private static IEnumerable<RequestRecord> Batches(double seconds)
    {
        var at = 0.0;
        for (var batch = 0; batch < 10; batch++)
        {
            var takes = seconds * (1 + (0.05 * Math.Sin(batch)));
            for (var i = 0; i < 4; i++)
            {
                yield return ServingRuns.Request(0.02, (takes - 0.02) / 511, 512) with
                {
                    Index = (batch * 4) + i,
                    Sent = at,
                    End = at + takes,
                };
            }

            at += takes;
        }
    }
}
