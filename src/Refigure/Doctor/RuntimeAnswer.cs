using Refigure.Environments;
using Refigure.Environments.Containers;

namespace Refigure.Doctor;

/// <summary>Whether a container runtime does more than lie on the path: Docker's client is nothing without its daemon.</summary>
internal static class RuntimeAnswer
{
    /// <summary>Why it is of no use, a clause with what to do; null if it answers.</summary>
    public static async Task<string?> WhyNotAsync(
        ContainerRuntime runtime,
        IToolRunner tools,
        CancellationToken cancellation
    ) =>
        runtime.KeepsFiles || await Tools.AskAsync(tools, runtime.Name, cancellation, "info") is not null
            ? null
            : $"{runtime.Name} info fails: start its service, or see that this user may use it";
}
