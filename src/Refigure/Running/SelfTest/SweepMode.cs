namespace Refigure.Running.SelfTest;

/// <summary>What goes wrong in a crash sweep.</summary>
public enum SweepMode
{
    /// <summary>The host ends at a file operation.</summary>
    HostEndsAtFile,

    /// <summary>The host ends in the middle of a write.</summary>
    HostEndsInWrite,

    /// <summary>A file operation fails once, as on a full disk.</summary>
    FileFails,

    /// <summary>The host ends at a process event.</summary>
    HostEndsAtProcess,

    /// <summary>The engine is killed at a process event.</summary>
    EngineIsKilled,

    /// <summary>The user interrupts at a process event.</summary>
    UserInterrupts,
}
