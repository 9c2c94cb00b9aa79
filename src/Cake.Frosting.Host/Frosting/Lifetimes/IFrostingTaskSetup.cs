using Cake.Core;

namespace Cake.Frosting;

/// <summary>Runs before each task.</summary>
public interface IFrostingTaskSetup
{
    /// <summary>Prepares.</summary>
    void Setup(ICakeContext context, ITaskSetupContext info);
}
