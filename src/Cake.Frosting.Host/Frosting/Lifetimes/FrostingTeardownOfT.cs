using Cake.Core;

namespace Cake.Frosting;

/// <summary>Runs once, after the last task, also when something failed.</summary>
/// <typeparam name="TContext">The project's context.</typeparam>
public abstract class FrostingTeardown<TContext> : IFrostingTeardown
    where TContext : ICakeContext
{
    /// <summary>Cleans up.</summary>
    public abstract void Teardown(TContext context, ITeardownContext info);

    void IFrostingTeardown.Teardown(ICakeContext context, ITeardownContext info) => Teardown((TContext)context, info);
}
