using Refigure.Nodes.Slurm;

namespace Refigure.Build.Nodes;

/// <summary>Follows a site's jobs: their files often, Slurm's queue seldom, for it is everybody's.</summary>
/// <param name="work">What the node has to do.</param>
/// <param name="site">The site.</param>
/// <param name="patience">Waits where it does not answer.</param>
/// <param name="clock">Measures the time between two looks.</param>
/// <param name="say">Hears a line.</param>
/// <param name="bring">Brings what a look shows.</param>
internal sealed class SiteFollower(
    RemoteWork work,
    SlurmNode site,
    NodePatience patience,
    TimeProvider clock,
    Action<string> say,
    Func<SlurmLook, Task> bring
)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Seldom = TimeSpan.FromSeconds(30);

    private readonly SortedDictionary<string, LogLines> _logs = new(StringComparer.Ordinal);

    /// <summary>The last error that a log tells; null if none.</summary>
    public string? Error =>
        _logs.Values.Select(log => log.Error).LastOrDefault(error => error is not null)?["Error: ".Length..];

    /// <summary>Looks once, at all that there is.</summary>
    public Task<SlurmLook> LookAsync(CancellationToken cancellation) => LookAsync(asks: true, all: true, cancellation);

    private Task<SlurmLook> LookAsync(bool asks, bool all, CancellationToken cancellation) =>
        patience.DoAsync(
            () =>
                site.LookAsync(
                    work.Job,
                    asks,
                    all,
                    _logs.Select(log => KeyValuePair.Create(log.Key, log.Value.Known)),
                    work.Experiments,
                    cancellation
                ),
            cancellation
        );

    /// <summary>Until all is over, and logs are read to their ends.</summary>
    public async Task FollowAsync(SiteJobs jobs, CancellationToken cancellation)
    {
        var began = clock.GetTimestamp();
        var asked = began;
        var between = Soon;
        _logs.Clear();
        while (true)
        {
            var asks = clock.GetElapsedTime(asked) >= between;
            var look = await LookAsync(asks, all: false, cancellation);
            if (asks)
            {
                asked = clock.GetTimestamp();
                between = between * 1.5 < Seldom ? between * 1.5 : Seldom;
            }

            foreach (var (log, news) in look.News)
            {
                var lines = _logs.TryGetValue(log, out var known) ? known : _logs[log] = new LogLines();
                foreach (var line in lines.Take(news))
                {
                    say(line);
                }
            }

            await bring(look);
            jobs.Take(look);
            if (jobs.AreOver && look.News.IsEmpty)
            {
                return;
            }

            await Task.Delay(Between(clock.GetElapsedTime(began)), clock, cancellation);
        }
    }

    // What is short is followed closely; what takes days is not asked every moment.
    private static TimeSpan Between(TimeSpan waited) =>
        TimeSpan.FromSeconds(
            waited.TotalMinutes < 2 ? 0.5
            : waited.TotalMinutes < 20 ? 2
            : 10
        );
}
