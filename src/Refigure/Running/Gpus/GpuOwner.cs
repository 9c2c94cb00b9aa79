namespace Refigure.Running.Gpus;

/// <summary>Whose a process on a GPU is.</summary>
internal enum GpuOwner
{
    /// <summary>It cannot be told: the driver counts processes otherwise than this machine, as in a container.</summary>
    Unknown,

    /// <summary>The engine's own.</summary>
    Ours,

    /// <summary>Somebody else's.</summary>
    Foreign,
}
