namespace Refigure.Models.Hub;

/// <summary>Asks whether models can be fetched, before anything else is done for a run.</summary>
public interface IHubAccess
{
    /// <summary>Asks for one model.</summary>
    /// <param name="id">The model at the hub, <c>owner/name</c>.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Whether, and a sentence on why not.</returns>
    Task<(HubAccess Access, string? Why)> CheckAsync(string id, CancellationToken cancellation);
}
