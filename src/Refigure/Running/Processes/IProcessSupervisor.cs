namespace Refigure.Running.Processes;

/// <summary>Starts processes in a session of their own, and keeps them and their children under control.</summary>
public interface IProcessSupervisor
{
    /// <summary>Starts one. It ends with the host, however the host ends.</summary>
    /// <exception cref="UserErrorException">There is no such program, or it cannot be started.</exception>
    ISupervisedProcess Start(ProcessRequest request);

    /// <summary>
    /// Ends what a crashed host left behind: the process with this identity, and all that carry its mark. Never touches
    /// another process that got the same id.
    /// </summary>
    /// <returns>Names and ids of the processes that were ended.</returns>
    IReadOnlyList<string> EndOrphans(ProcessIdentity identity);
}
