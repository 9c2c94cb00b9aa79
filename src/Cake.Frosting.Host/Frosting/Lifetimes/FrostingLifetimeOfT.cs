using Cake.Core;

namespace Cake.Frosting;

/// <summary>Runs once, before the first task and after the last task, also when something failed.</summary>
/// <typeparam name="TContext">The project's context.</typeparam>
public abstract class FrostingLifetime<TContext> : IFrostingLifetime
    where TContext : ICakeContext
{
    /// <summary>Prepares.</summary>
    public abstract void Setup(TContext context, ISetupContext info);

    /// <summary>Cleans up.</summary>
    public abstract void Teardown(TContext context, ITeardownContext info);

    void IFrostingSetup.Setup(ICakeContext context, ISetupContext info) => Setup((TContext)context, info);

    void IFrostingTeardown.Teardown(ICakeContext context, ITeardownContext info) => Teardown((TContext)context, info);
}
