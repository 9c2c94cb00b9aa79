namespace Cake.Core;

/// <summary>What the setup learns of the run ahead.</summary>
public interface ISetupContext : ICakeContext
{
    /// <summary>The (first) target that was asked for.</summary>
    ICakeTaskInfo TargetTask { get; }

    /// <summary>Every task of the run, in order.</summary>
    IReadOnlyCollection<ICakeTaskInfo> TasksToExecute { get; }
}
