namespace Cake.Core;

/// <summary>What is known of a task without running it.</summary>
public interface ICakeTaskInfo
{
    /// <summary>The name by which it is called.</summary>
    string Name { get; }

    /// <summary>What it does; null if it does not say.</summary>
    string? Description { get; }

    /// <summary>The tasks that run before it.</summary>
    IReadOnlyList<CakeTaskDependency> Dependencies { get; }

    /// <summary>The tasks that it asks to run before.</summary>
    IReadOnlyList<CakeTaskDependency> Dependees { get; }
}
