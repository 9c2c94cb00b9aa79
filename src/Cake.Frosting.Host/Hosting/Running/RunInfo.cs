using Cake.Core;

namespace Cake.Frosting.Hosting.Running;

/// <summary>What the run's setup and teardown learn.</summary>
internal sealed class RunInfo(ICakeContext context, ICakeTaskInfo target, IReadOnlyCollection<ICakeTaskInfo> tasks)
    : CakeContextAdapter(context),
        ISetupContext,
        ITeardownContext
{
    public ICakeTaskInfo TargetTask => target;

    public IReadOnlyCollection<ICakeTaskInfo> TasksToExecute => tasks;

    public bool Successful => ThrownException is null;

    public Exception? ThrownException { get; set; }
}
