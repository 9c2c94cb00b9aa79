namespace Cake.Core;

/// <summary>That one task must run before another.</summary>
public sealed class CakeTaskDependency
{
    /// <summary>On a task that must exist.</summary>
    public CakeTaskDependency(string targetTaskName)
        : this(targetTaskName, ignoreIfNotExists: false) { }

    /// <summary>On a task that may be absent if <paramref name="ignoreIfNotExists"/> says so.</summary>
    public CakeTaskDependency(string targetTaskName, bool ignoreIfNotExists)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(targetTaskName);
        TargetTaskName = targetTaskName;
        IgnoreIfNotExists = ignoreIfNotExists;
    }

    /// <summary>The other task's name.</summary>
    public string TargetTaskName { get; }

    /// <summary>Whether the other task's absence is no error.</summary>
    public bool IgnoreIfNotExists { get; }
}
