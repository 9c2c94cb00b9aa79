namespace Refigure.Running.Processes;

/// <summary>A process such that no other can be mistaken for it, also after a restart of the host or the machine.</summary>
/// <param name="Id">The process id.</param>
/// <param name="StartTicks">Its start in clock ticks since boot (<c>/proc/PID/stat</c>, field 22); 0 where not known.</param>
/// <param name="Boot">The machine's boot id; empty where not known.</param>
/// <param name="Mark">The value of <c>REFIGURE_RUN</c> in its environment, which all its children inherit.</param>
public sealed record ProcessIdentity(int Id, long StartTicks, string Boot, string Mark)
{
    /// <summary>
    /// The folder of its run, absolute, in which it and its children were started; null where not known. It tells members that
    /// wrote over their environment, and with it over the mark, as vLLM's processes do when they set their title.
    /// </summary>
    public string? Folder { get; init; }
}
