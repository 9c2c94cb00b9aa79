using Cake.Core;

namespace Cake.Frosting;

/// <summary>Runs once, before the first task, on the host's own context.</summary>
public abstract class FrostingSetup : FrostingSetup<ICakeContext>;
