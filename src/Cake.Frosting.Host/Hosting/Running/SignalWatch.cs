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

    private readonly TaskCompletionSource<Interrupt> _received = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    private readonly Action<string> _say;
    private readonly Action<int> _exit;
    private PosixSignalRegistration _keyboard;
    private PosixSignalRegistration _termination;

    /// <param name="say">Takes a line for the user.</param>
    /// <param name="exit">Ends the process with an exit code.</param>
    public SignalWatch(Action<string> say, Action<int> exit)
    {
        _say = say;
        _exit = exit;
        (_keyboard, _termination) = Register();
    }

    public Interrupt? Received => _received.Task.IsCompletedSuccessfully ? _received.Task.Result : null;

    public void HearFirst()
    {
        // The runtime calls the handlers of a signal one after the other, the youngest first.
        Dispose();
        (_keyboard, _termination) = Register();
    }

    public async Task<Interrupt?> SettleAsync()
    {
        // A task that a handler cancels may go on inside that handler, and ours comes only after it.
        await Task.Yield();
        await Task.WhenAny(_received.Task, Task.Delay(Moment));
        return Received;
    }

    public void Dispose()
    {
        _keyboard.Dispose();
        _termination.Dispose();
    }

    private (PosixSignalRegistration Keyboard, PosixSignalRegistration Termination) Register() =>
        (
            PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Handle(context, Interrupt.Keyboard)),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Handle(context, Interrupt.Termination))
        );

    private void Handle(PosixSignalContext context, Interrupt interrupt)
    {
        context.Cancel = true;
        if (_received.TrySetResult(interrupt))
        {
            _say($"{interrupt.Signal}: the running task is asked to end. A second time ends at once.");
        }
        else
        {
            _exit(interrupt.ExitCode);
        }
    }
}
