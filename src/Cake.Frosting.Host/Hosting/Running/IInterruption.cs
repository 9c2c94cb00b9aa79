namespace Cake.Frosting.Hosting.Running;

/// <summary>Whether the process has been asked to end.</summary>
internal interface IInterruption
{
    /// <summary>The first signal that came; null if none has.</summary>
    Interrupt? Received { get; }

    /// <summary>Hears of signals before whoever has asked for them up to now.</summary>
    void HearFirst();

    /// <summary>Waits a moment for a signal that a task may have heard of earlier; null if none comes.</summary>
    Task<Interrupt?> SettleAsync();
}
