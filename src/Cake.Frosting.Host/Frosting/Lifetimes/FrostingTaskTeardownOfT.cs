using Cake.Core;

namespace Cake.Frosting;

/// <summary>Runs after each task, also when it failed or was skipped.</summary>
/// <typeparam name="TContext">The project's context.</typeparam>
public abstract class FrostingTaskTeardown<TContext> : IFrostingTaskTeardown
    where TContext : ICakeContext
{
    /// <summary>Cleans up.</summary>
    public abstract void Teardown(TContext context, ITaskTeardownContext info);

    void IFrostingTaskTeardown.Teardown(ICakeContext context, ITaskTeardownContext info) =>
        Teardown((TContext)context, info);
}
