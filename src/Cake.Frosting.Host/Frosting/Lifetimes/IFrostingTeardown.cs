using Cake.Core;

namespace Cake.Frosting;

/// <summary>Runs once, after the last task, also when something failed.</summary>
public interface IFrostingTeardown
{
    /// <summary>Cleans up.</summary>
    void Teardown(ICakeContext context, ITeardownContext info);
}
