namespace Cake.Frosting.Hosting.Running;

/// <summary>Whether the process has been asked to end.</summary>
internal interface IInterruption
{
    /// <summary>The first signal that came; null if none has.</summary>
    Interrupt? Received { get; }
}
