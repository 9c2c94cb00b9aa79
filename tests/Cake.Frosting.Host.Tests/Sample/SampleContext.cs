using System.Runtime.InteropServices;

namespace Cake.Frosting.Testing.Sample;

/// <summary>A project's context with a cancellation token of its own, as the package's API allows it.</summary>
public sealed class SampleContext : FrostingContext, IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration interrupt;
    private readonly PosixSignalRegistration termination;

    public SampleContext(ICakeContext context)
        : base(context)
    {
        interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => source.Cancel());
        termination = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => source.Cancel());
    }

    public CancellationToken Token => source.Token;

    public void Dispose()
    {
        interrupt.Dispose();
        termination.Dispose();
        source.Dispose();
    }
}
