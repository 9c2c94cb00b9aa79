using System.Runtime.InteropServices;

namespace Cake.Frosting.Hosting.Running;

/// <summary>
/// Keeps the first signal from ending the process, so that the running task can end by itself (the project gives its
/// tasks a cancellation token of its own); the second ends it at once.
/// </summary>
internal sealed class SignalWatch : IInterruption, IDisposable
{
    private readonly Action<string> say;
    private readonly Action<int> exit;
    private readonly PosixSignalRegistration keyboard;
    private readonly PosixSignalRegistration termination;
    private Interrupt? received;

    /// <param name="say">Takes a line for the user.</param>
    /// <param name="exit">Ends the process with an exit code.</param>
    public SignalWatch(Action<string> say, Action<int> exit)
    {
        this.say = say;
        this.exit = exit;
        keyboard = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Handle(context, Interrupt.Keyboard));
        termination = PosixSignalRegistration.Create(
            PosixSignal.SIGTERM,
            context => Handle(context, Interrupt.Termination)
        );
    }

    public Interrupt? Received => Volatile.Read(ref received);

    public void Dispose()
    {
        keyboard.Dispose();
        termination.Dispose();
    }

    private void Handle(PosixSignalContext context, Interrupt interrupt)
    {
        context.Cancel = true;
        if (Interlocked.CompareExchange(ref received, interrupt, null) is null)
        {
            say($"{interrupt.Signal}: the running task is asked to end. A second time ends at once.");
        }
        else
        {
            exit(interrupt.ExitCode);
        }
    }
}
