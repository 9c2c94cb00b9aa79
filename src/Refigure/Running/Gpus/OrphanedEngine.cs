using Refigure.Nodes.Gpus;
using Refigure.Running.Processes;

namespace Refigure.Running.Gpus;

/// <summary>
/// Tells whether a process on a GPU lost its parent, as vLLM's engine does when its server is killed: it goes on and keeps its
/// memory. Only names it; who ends it goes by the identity that was recorded.
/// </summary>
public static class OrphanedEngine
{
    /// <summary>What a process on a GPU is.</summary>
    public enum Kind
    {
        /// <summary>Not a process that this machine knows by that id and name.</summary>
        Elsewhere,

        /// <summary>Somebody's that runs as it should, as far as can be seen.</summary>
        Running,

        /// <summary>An orphan that no run here left.</summary>
        OfSomebody,

        /// <summary>An orphan of a run whose host was killed; opening the runs ends it.</summary>
        OfInterruptedRun,
    }

    /// <summary>What it is.</summary>
    /// <param name="process">The process.</param>
    /// <param name="runs">The runs root, whose interrupted runs say what they started.</param>
    public static Kind Of(GpuProcess process, string runs)
    {
        ArgumentNullException.ThrowIfNull(process);
        var file = new ProcFile();
        if (!GpuOwners.IsHere(process) || ProcessTree.Stat(file, process.Id) is not { } here)
        {
            return Kind.Elsewhere;
        }

        if (EngineMark.Find(runs).Any(root => !IsAlive(root) && IsIn(root, process.Id)))
        {
            return Kind.OfInterruptedRun;
        }

        var isEngine = process.Name?.StartsWith("VLLM::", StringComparison.Ordinal) ?? false;
        return isEngine && HasLostItsServer(file, here) ? Kind.OfSomebody : Kind.Running;
    }

    // An engine is its server's child, in the same session. Who lost its parent was given to init or a subreaper, which are in
    // another one; the session's first process may be gone, or be a shell that lives on.
    private static bool HasLostItsServer(ProcFile file, TreeMember engine) =>
        engine.Id != engine.Session
        && (
            ProcessTree.Stat(file, engine.Session) is null or { IsZombie: true }
            || ProcessTree.Stat(file, engine.Parent) is not { } parent
            || parent.Session != engine.Session
        );

    private static bool IsAlive(ProcessIdentity root) =>
        ProcessTree.Stat(new ProcFile(), root.Id) is { IsZombie: false } stat && stat.StartTicks == root.StartTicks;

    private static bool IsIn(ProcessIdentity root, int id) =>
        root.Boot == ProcessSupervisor.Boot()
        && new ProcessTree(root, trustSession: false).Find().Any(member => member.Id == id);
}
