using Refigure.Assignment;
using Refigure.Drawing;
using Refigure.Figures;
using Refigure.Tests.Drawing;
using Refigure.Tests.Figures.Serving;
using Refigure.Tests.Traces;

namespace Refigure.Tests.Assignment;

/// <summary>An assignment of made-up runs with 1 and 2 GPUs.</summary>
internal static class MadeAssignment
{
    public static AssignmentData Of(string profile = "lab", string model = "synthetic-llama-1b")
    {
        var runs = new ServingRuns(profile);
        foreach (var gpus in new[] { 1, 2 })
        {
            runs.Add(
                "tp-serving",
                $"tp{gpus}",
                ServingRuns.Load() with
                {
                    TensorParallelSize = gpus,
                    RequestRate = 10,
                    Arrivals = "poisson",
                },
                model: model,
                requests: Enumerable
                    .Range(1, 100)
                    .Select(i =>
                        ServingRuns.Request(i * 0.001 / gpus, 0.02 / gpus, 50) with
                        {
                            PromptTokens = 9,
                            Index = i,
                        }
                    )
            );
        }

        runs.Add("tp-profile", "tp2", arguments: [("tensor-parallel-size", "2")], trace: MadeTraces.Decode(2));
        var input = runs.Input;
        var figures = new[] { 18, 19, 20 }.Select(n => Figure(n, runs)).ToArray();
        return new AssignmentData
        {
            Profile = profile,
            Figures = [.. figures],
            Configurations =
            [
                .. input
                    .Runs.Where(r => r.Record.Identity.Experiment == "tp-serving")
                    .Select(
                        (r, i) =>
                            new ServedConfiguration(
                                $"{i + 1} GPU{(i == 0 ? "" : "s")}",
                                r,
                                input.RequestsOf(r),
                                input.LoadOf(r)
                            )
                    ),
            ],
            Kernels = new KernelProfile(input.Runs[^1], MadeTraces.Decode(2)),
            Servers =
            [
                new("code/server_1gpu.sh", "1 GPU", "#!/bin/sh\n# a\nexec vllm serve m\n", IsRecorded: true),
                new("code/server_2gpu.sh", "2 GPUs", "#!/bin/sh\n# b\nexec vllm serve m -tp 2\n", IsRecorded: true),
            ],
            Gaps = [new("4 GPUs", "4 GPUs: missing; do this.")],
            Commit = "abc",
        };
    }

    private static AssignmentFigure Figure(int number, ServingRuns runs)
    {
        var data = runs.Compute(number);
        var recipe = FigureRecipes.Find(number, data.Profile)!;
        return new(
            recipe,
            FigureOutcome.Of(data),
            FigureFiles.Of(recipe, data, DrawingFont.Required, "abc", created: null)
        );
    }
}
