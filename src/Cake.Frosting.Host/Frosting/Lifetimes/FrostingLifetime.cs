using Cake.Core;

namespace Cake.Frosting;

/// <summary>Runs once, before the first task and after the last task, also when something failed, on the host's own context.</summary>
public abstract class FrostingLifetime : FrostingLifetime<ICakeContext>;
