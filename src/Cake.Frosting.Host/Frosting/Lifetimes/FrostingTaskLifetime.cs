using Cake.Core;

namespace Cake.Frosting;

/// <summary>Runs before each task and after each task, also when it failed or was skipped, on the host's own context.</summary>
public abstract class FrostingTaskLifetime : FrostingTaskLifetime<ICakeContext>;
