using Cake.Core;

namespace Cake.Frosting;

/// <summary>A task that runs asynchronously, on the host's own context.</summary>
public abstract class AsyncFrostingTask : AsyncFrostingTask<ICakeContext>;
