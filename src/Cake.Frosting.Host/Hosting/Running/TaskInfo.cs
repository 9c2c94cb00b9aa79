using Cake.Core;

namespace Cake.Frosting.Hosting.Running;

/// <summary>What a task's setup and teardown learn.</summary>
internal sealed class TaskInfo(ICakeContext context, ICakeTaskInfo task)
    : CakeContextAdapter(context),
        ITaskSetupContext,
        ITaskTeardownContext
{
    public ICakeTaskInfo Task => task;

    public TimeSpan Duration { get; set; }

    public bool Skipped { get; set; }

    public bool Successful => ThrownException is null;

    public Exception? ThrownException { get; set; }
}
