using System.Runtime.InteropServices;

namespace Cake.Frosting.Hosting.Running;

/// <summary>
/// Keeps the first signal from ending the process, so that the running task can end by itself (the project gives its
/// tasks a cancellation token of its own); the second ends it at once.
/// </summary>
internal sealed class SignalWatch : IInterruption, IDisposable
{
    // Far more than one handler needs after another, and nothing beside a task that was cancelled.
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);

    private readonly TaskCompletionSource<Interrupt> received = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Action<string> say;
    private readonly Action<int> exit;
    private PosixSignalRegistration keyboard;
    private PosixSignalRegistration termination;

    /// <param name="say">Takes a line for the user.</param>
    /// <param name="exit">Ends the process with an exit code.</param>
    public SignalWatch(Action<string> say, Action<int> exit)
    {
        this.say = say;
        this.exit = exit;
        (keyboard, termination) = Register();
    }

    public Interrupt? Received => received.Task.IsCompletedSuccessfully ? received.Task.Result : null;

    public void HearFirst()
    {
        // The runtime calls the handlers of a signal one after the other, the youngest first.
        Dispose();
        (keyboard, termination) = Register();
    }

    public async Task<Interrupt?> SettleAsync()
    {
        // A task that a handler cancels may go on inside that handler, and ours comes only after it.
        await Task.Yield();
        await Task.WhenAny(received.Task, Task.Delay(Moment));
        return Received;
    }

    public void Dispose()
    {
        keyboard.Dispose();
        termination.Dispose();
    }

    private (PosixSignalRegistration Keyboard, PosixSignalRegistration Termination) Register() =>
        (
            PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Handle(context, Interrupt.Keyboard)),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Handle(context, Interrupt.Termination))
        );

    private void Handle(PosixSignalContext context, Interrupt interrupt)
    {
        context.Cancel = true;
        if (received.TrySetResult(interrupt))
        {
            say($"{interrupt.Signal}: the running task is asked to end. A second time ends at once.");
        }
        else
        {
            exit(interrupt.ExitCode);
        }
    }
}
