using Cake.Core;

namespace Cake.Frosting;

/// <summary>Runs before each task and after each task, also when it failed or was skipped.</summary>
/// <typeparam name="TContext">The project's context.</typeparam>
public abstract class FrostingTaskLifetime<TContext> : IFrostingTaskLifetime
    where TContext : ICakeContext
{
    /// <summary>Prepares.</summary>
    public abstract void Setup(TContext context, ITaskSetupContext info);

    /// <summary>Cleans up.</summary>
    public abstract void Teardown(TContext context, ITaskTeardownContext info);

    void IFrostingTaskSetup.Setup(ICakeContext context, ITaskSetupContext info) => Setup((TContext)context, info);

    void IFrostingTaskTeardown.Teardown(ICakeContext context, ITaskTeardownContext info) =>
        Teardown((TContext)context, info);
}
