using Cake.Core;

namespace Cake.Frosting;

/// <summary>A task that runs synchronously, on the host's own context.</summary>
public abstract class FrostingTask : FrostingTask<ICakeContext>;
