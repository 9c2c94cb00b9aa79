using System.Net.Sockets;

namespace Refigure.Load.Calibration;

/// <summary>An answer whose times are known, in ticks of the stopwatch.</summary>
internal sealed class TimedAnswer(int number, int tokens, long arrived, Socket socket)
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Which request it answers: the prompt's own text.</summary>
    public int Number => number;

    public int Tokens => tokens;

    /// <summary>When the request's head had been read.</summary>
    public long Arrived => arrived;

    public Socket Socket => socket;

    /// <summary>When each token was handed to the system.</summary>
    public List<long> Written { get; } = new(tokens);

    public Task Done => _done.Task;

    public void End() => _done.TrySetResult();
}
