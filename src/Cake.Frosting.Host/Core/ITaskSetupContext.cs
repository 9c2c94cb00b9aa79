namespace Cake.Core;

/// <summary>What a task's setup learns.</summary>
public interface ITaskSetupContext : ICakeContext
{
    /// <summary>The task that is about to run.</summary>
    ICakeTaskInfo Task { get; }
}
