using Cake.Core;

namespace Cake.Frosting;

/// <summary>Runs before each task, on the host's own context.</summary>
public abstract class FrostingTaskSetup : FrostingTaskSetup<ICakeContext>;
