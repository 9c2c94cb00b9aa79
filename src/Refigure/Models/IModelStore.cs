namespace Refigure.Models;

/// <summary>The models' files on this machine.</summary>
public interface IModelStore
{
    /// <summary>What is known of a model; null if this store cannot get it (no such model, or not for this engine).</summary>
    ModelSource? Describe(string model);

    /// <summary>Makes or fetches a model unless it is there, and verifies it.</summary>
    /// <exception cref="UserErrorException">It cannot be had here; one sentence says why and what to do.</exception>
    Task<ModelFiles> EnsureAsync(string model, IWorkProgress progress, CancellationToken cancellation);
}
