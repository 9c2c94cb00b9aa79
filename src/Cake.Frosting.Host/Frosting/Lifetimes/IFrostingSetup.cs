using Cake.Core;

namespace Cake.Frosting;

/// <summary>Runs once, before the first task.</summary>
public interface IFrostingSetup
{
    /// <summary>Prepares.</summary>
    void Setup(ICakeContext context, ISetupContext info);
}
