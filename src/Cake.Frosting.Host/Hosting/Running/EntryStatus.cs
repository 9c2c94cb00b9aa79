namespace Cake.Frosting.Hosting.Running;

/// <summary>How a step ended.</summary>
internal enum EntryStatus
{
    Succeeded,
    Failed,
    Skipped,

    /// <summary>The task has nothing to do itself.</summary>
    Delegated,

    /// <summary>A signal ended it.</summary>
    Interrupted,
}
