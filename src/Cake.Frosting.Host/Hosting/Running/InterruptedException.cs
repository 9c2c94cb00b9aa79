namespace Cake.Frosting.Hosting.Running;

/// <summary>A run that a signal ended.</summary>
internal sealed class InterruptedException(Interrupt interrupt, string step, Exception? inner = null)
    : OperationCanceledException($"Interrupted by {interrupt.Signal} at '{step}'.", inner)
{
    public Interrupt Interrupt => interrupt;

    /// <summary>What a failure is called once a signal has come; itself if none has.</summary>
    public static Exception Explain(Exception exception, IInterruption interruption, string step) =>
        exception is not InterruptedException && interruption.Received is { } interrupt
            ? new InterruptedException(interrupt, step, exception)
            : exception;

    /// <exception cref="InterruptedException">A signal has come.</exception>
    public static void ThrowIf(IInterruption interruption, string step)
    {
        if (interruption.Received is { } interrupt)
        {
            throw new InterruptedException(interrupt, step);
        }
    }
}
