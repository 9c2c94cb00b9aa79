using Cake.Core;

namespace Cake.Frosting;

/// <summary>Runs once, after the last task, also when something failed, on the host's own context.</summary>
public abstract class FrostingTeardown : FrostingTeardown<ICakeContext>;
