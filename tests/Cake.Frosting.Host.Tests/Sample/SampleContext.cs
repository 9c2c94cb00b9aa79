using System.Runtime.InteropServices;

namespace Cake.Frosting.Testing.Sample;

/// <summary>A project's context with a cancellation token of its own, as the package's API allows it.</summary>
public sealed class SampleContext : FrostingContext, IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _termination;

    public SampleContext(ICakeContext context)
        : base(context)
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => _source.Cancel());
        _termination = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => _source.Cancel());
    }

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        _interrupt.Dispose();
        _termination.Dispose();
        _source.Dispose();
    }
}
