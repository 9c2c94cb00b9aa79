using System.Globalization;
using System.Text.Json;

namespace Refigure.Engines;

/// <summary>
/// vLLM with its profiler: PyTorch's in every worker, or Nsight Systems around all of them. From 0.13 on <c>--profiler-config</c>
/// says it, before that variables do (<c>vllm/config/profiler.py</c>, <c>vllm/envs.py</c> at the tags).
/// </summary>
internal static class VllmProfiler
{
    /// <summary>How Nsight Systems' report in the traces' folder is called, without its ending.</summary>
    private const string Report = "report";

    private static readonly Version FirstConfiguration = new(0, 13);

    // The oldest version whose source was read for these; before it they are left to vLLM.
    private static readonly Version FirstSwitches = new(0, 20);

    /// <summary>Where a server is told.</summary>
    public static ProfilerPaths Paths { get; } = new("/start_profile", "/stop_profile");

    /// <summary>The same command with the profiler in it.</summary>
    /// <exception cref="UserErrorException">This version cannot do it.</exception>
    public static EngineCommand Over(EngineCommand command, EngineStart start)
    {
        if (start.Profiler is not { } wish)
        {
            return command;
        }

        var version = VllmKnobs.Parse(start.Environment.Spec.EngineVersion);
        return wish.Kind == ProfilerKind.Torch ? Torch(command, wish, version) : Nsys(command, start, wish, version);
    }

    // Stacks make a trace many times as large, and the run slower; the front end has no kernels.
    private static EngineCommand Torch(EngineCommand command, ProfilerWish wish, Version? version)
    {
        if (version is not null && version < FirstConfiguration)
        {
            return command with
            {
                Variables = command
                    .Variables.SetItem("VLLM_TORCH_PROFILER_DIR", wish.Folder)
                    .SetItem("VLLM_TORCH_PROFILER_WITH_STACK", "0"),
            };
        }

        var configuration = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["profiler"] = "torch",
            ["torch_profiler_dir"] = wish.Folder,
            ["torch_profiler_with_stack"] = false,
        };
        if (version is null || version >= FirstSwitches)
        {
            configuration["torch_profiler_dump_cuda_time_total"] = false;
            configuration["ignore_frontend"] = true;
        }

        return command with
        {
            Arguments = [.. command.Arguments, "--profiler-config", JsonSerializer.Serialize(configuration)],
        };
    }

    // Workers are children of children: they are followed through fork and exec, and kernels of a CUDA graph are asked for one by
    // one, since a graph as a whole has no names. The workers themselves say when the capture begins and ends.
    private static EngineCommand Nsys(EngineCommand command, EngineStart start, ProfilerWish wish, Version? version)
    {
        if (version is not null && version < FirstConfiguration)
        {
            throw new UserErrorException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"load: profiler nsys needs vLLM {FirstConfiguration} or newer, whose workers begin and end the capture, and {start.Environment.Spec.Name} is {start.Environment.Spec.EngineVersion}: say profiler: torch."
                )
            );
        }

        return command with
        {
            Program = wish.Program ?? "nsys",
            Arguments =
            [
                "profile",
                "--output",
                Path.Combine(wish.Folder, Report),
                "--force-overwrite=true",
                "--trace=cuda,nvtx",
                "--sample=none",
                "--cpuctxsw=none",
                "--trace-fork-before-exec=true",
                "--cuda-graph-trace=node",
                "--capture-range=cudaProfilerApi",
                "--capture-range-end=stop",
                command.Program,
                .. command.Arguments,
                "--profiler-config",
                """{"profiler":"cuda"}""",
            ],
            // A worker that was forked after CUDA began is not seen.
            Variables = command.Variables.ContainsKey("VLLM_WORKER_MULTIPROC_METHOD")
                ? command.Variables
                : command.Variables.SetItem("VLLM_WORKER_MULTIPROC_METHOD", "spawn"),
        };
    }
}
