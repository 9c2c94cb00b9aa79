using System.Collections.Immutable;
using System.Globalization;
using Refigure.Nodes.Gpus;

namespace Refigure.Running.Gpus;

/// <summary>Which of a machine's GPUs an engine uses: as many as its ranks, from the first that it sees.</summary>
public static class GpusOfRun
{
    private static readonly string[] Ranks = ["tensor-parallel-size", "pipeline-parallel-size", "data-parallel-size"];

    /// <summary>How many GPUs a case takes.</summary>
    public static int Count(ImmutableSortedDictionary<string, string> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var count = 1;
        foreach (var (name, value) in arguments)
        {
            if (
                Ranks.Contains(name.Replace('_', '-'), StringComparer.Ordinal)
                && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var ranks)
                && ranks is > 0 and < 1024
            )
            {
                count *= ranks;
            }
        }

        return count;
    }

    /// <summary>How many it takes of this machine: fewer where a batch script lets an engine span several.</summary>
    public static int CountHere(ImmutableSortedDictionary<string, string> arguments)
    {
        var count = Count(arguments);
        return
            int.TryParse(
                Environment.GetEnvironmentVariable("REFIGURE_ENGINE_NODES"),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var nodes
            )
            && nodes > 1
            && count % nodes == 0
            ? count / nodes
            : count;
    }

    /// <summary>Those that it takes; fewer than <see cref="CountHere"/> if it does not see as many.</summary>
    /// <param name="devices">The machine's.</param>
    /// <param name="variables">The engine's environment variables on top of the host's own.</param>
    /// <param name="arguments">The engine's arguments.</param>
    public static ImmutableArray<GpuDevice> Of(
        ImmutableArray<GpuDevice> devices,
        ImmutableSortedDictionary<string, string> variables,
        ImmutableSortedDictionary<string, string> arguments
    )
    {
        ArgumentNullException.ThrowIfNull(variables);
        var seen = VisibleGpus.Of(
            devices,
            Value(variables, VisibleGpus.Variable),
            Value(variables, "CUDA_DEVICE_ORDER") == "PCI_BUS_ID"
        );
        // Among different ones it is not told which comes first: then all may be meant.
        return seen.Select(d => d.Name).Distinct(StringComparer.Ordinal).Count() > 1
            ? seen
            : [.. seen.Take(CountHere(arguments))];
    }

    private static string? Value(ImmutableSortedDictionary<string, string> variables, string name) =>
        variables.GetValueOrDefault(name) ?? Environment.GetEnvironmentVariable(name);
}
