using Cake.Core;

namespace Cake.Frosting;

/// <summary>Runs after each task, also when it failed or was skipped.</summary>
public interface IFrostingTaskTeardown
{
    /// <summary>Cleans up.</summary>
    void Teardown(ICakeContext context, ITaskTeardownContext info);
}
