using System.Collections.Immutable;
using Refigure.Files;
using Refigure.Nodes;
using Refigure.Nodes.Gpus;
using Refigure.Running.Gpus;
using Refigure.Running.Processes;
using Refigure.Running.Readiness;
using Refigure.Secrets;

namespace Refigure.Running;

/// <summary>The machine that runs are made on, as the runner sees it.</summary>
/// <param name="Processes">Its processes.</param>
/// <param name="Pages">Its page cache.</param>
/// <param name="Node">What it is and has.</param>
/// <param name="Files">Its files.</param>
/// <param name="Health">Asks engines on it.</param>
/// <param name="Clock">Its clock.</param>
public sealed record RunMachine(
    IProcessSupervisor Processes,
    IPageCache Pages,
    INodeInspector Node,
    IFileSystem Files,
    IHealthProbe Health,
    TimeProvider Clock
)
{
    /// <summary>What must be told nobody.</summary>
    public SecretMask Secrets { get; init; } = SecretMask.None;

    /// <summary>Where its engines keep compiled graphs; null if there is no engine that does.</summary>
    public CompileCaches? CompileCaches { get; init; }

    /// <summary>The folder that the data sets of loads are looked for in, absolute.</summary>
    public string DataFolder { get; init; } = "/";

    /// <summary>A data set's name with the file that stands for its own here, where files were sent along.</summary>
    public Func<string, string> DataSetOf { get; init; } = static name => name;

    /// <summary>What is known of it beside its own facts, such as what another machine that asks for runs found.</summary>
    public ImmutableSortedDictionary<string, string> MoreFacts { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Asks its GPUs; null where nobody watches them.</summary>
    public IGpuMonitor? Gpus { get; init; }

    /// <summary>Where a program of a name is, absolute; null where it is not on the path.</summary>
    public Func<string, string?> FindProgram { get; init; } = static _ => null;

    /// <summary>How long its GPUs are waited for.</summary>
    public GpuPatience GpuPatience { get; init; } = GpuPatience.Usual;
}
