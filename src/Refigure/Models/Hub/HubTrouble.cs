namespace Refigure.Models.Hub;

/// <summary>Something went wrong on the way that may go well the next time.</summary>
/// <param name="what">What, a clause.</param>
/// <param name="wait">How long the hub asks to wait; null if it does not say.</param>
/// <param name="cause">What was thrown; null if nothing was.</param>
internal sealed class HubTrouble(string what, TimeSpan? wait = null, Exception? cause = null) : Exception(what, cause)
{
    /// <summary>How long the hub asks to wait; null if it does not say.</summary>
    public TimeSpan? Wait { get; } = wait;
}
