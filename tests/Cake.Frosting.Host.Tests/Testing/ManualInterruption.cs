using Cake.Frosting.Hosting.Running;

namespace Cake.Frosting.Testing;

/// <summary>A signal that comes when a test says so.</summary>
internal sealed class ManualInterruption : IInterruption
{
    public Interrupt? Received { get; set; }

    /// <summary>A signal that the host hears of only after the task has.</summary>
    public Interrupt? Late { get; set; }

    public void HearFirst() { }

    public Task<Interrupt?> SettleAsync() => Task.FromResult(Received = Late);
}
