using Refigure.Running.Processes;

namespace Refigure.Running.SelfTest;

/// <summary>
/// A supervisor that does something at the n-th event in the life of its processes: about to start, started, a line, about
/// to stop, ended.
/// </summary>
/// <param name="inner">Does the work.</param>
/// <param name="at">The event, 1-based; 0 for never, just to count.</param>
/// <param name="then">What happens; told the process, null before there is one. Must not throw: lines come on other threads.</param>
internal sealed class WatchedSupervisor(IProcessSupervisor inner, int at, Action<ProcessIdentity?> then)
    : IProcessSupervisor
{
    private int _count;

    /// <summary>How many events there were.</summary>
    public int Count => Volatile.Read(ref _count);

    public ISupervisedProcess Start(ProcessRequest request)
    {
        ProcessIdentity? identity = null;
        Happened(null);
        var hear = request.OnLine;
        var process = inner.Start(
            request with
            {
                OnLine = line =>
                {
                    Happened(Volatile.Read(ref identity));
                    hear?.Invoke(line);
                },
            }
        );
        Volatile.Write(ref identity, process.Identity);
        Happened(process.Identity);
        return new Watched(this, process);
    }

    public IReadOnlyList<string> EndOrphans(ProcessIdentity identity) => inner.EndOrphans(identity);

    private void Happened(ProcessIdentity? identity)
    {
        if (Interlocked.Increment(ref _count) == at)
        {
            then(identity);
        }
    }

    private sealed class Watched(WatchedSupervisor owner, ISupervisedProcess inner) : ISupervisedProcess
    {
        public ProcessIdentity Identity => inner.Identity;

        public TimeSpan Elapsed => inner.Elapsed;

        public Task<ProcessEnd> Completion => inner.Completion;

        public async Task<ProcessEnd> StopAsync(TimeSpan grace)
        {
            owner.Happened(Identity);
            var end = await inner.StopAsync(grace);
            owner.Happened(Identity);
            return end;
        }

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
