namespace Refigure.Running.Processes;

/// <summary>A process as <c>/proc/PID/stat</c> shows it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Parent">Its parent's id.</param>
/// <param name="Session">Its session's id.</param>
/// <param name="StartTicks">Its start, in clock ticks since boot.</param>
/// <param name="IsZombie">Whether it ended and only waits to be reaped.</param>
/// <param name="Name">Its name, at most 15 bytes.</param>
internal sealed record TreeMember(int Id, int Parent, int Session, long StartTicks, bool IsZombie, string Name);
