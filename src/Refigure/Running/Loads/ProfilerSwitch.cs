using Refigure.Engines;

namespace Refigure.Running.Loads;

/// <summary>Tells a server's profiler to begin and to end.</summary>
/// <param name="client">Asks.</param>
/// <param name="server">The server.</param>
/// <param name="paths">Where it is told.</param>
/// <param name="wish">The profiler.</param>
/// <param name="clock">Measures how long its files are waited for.</param>
internal sealed class ProfilerSwitch(
    HttpClient client,
    ServingEndpoint server,
    ProfilerPaths paths,
    ProfilerWish wish,
    TimeProvider clock
)
{
    private static readonly TimeSpan Still = TimeSpan.FromSeconds(2);

    // Traces of many steps and workers take minutes to be written.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>Begins to record.</summary>
    /// <exception cref="UserErrorException">It refuses.</exception>
    public Task BeginAsync(CancellationToken cancellation) => PostAsync(paths.Begin, cancellation);

    /// <summary>Ends it; all is written then.</summary>
    /// <exception cref="UserErrorException">It refuses, or takes too long.</exception>
    public async Task EndAsync(CancellationToken cancellation)
    {
        await PostAsync(paths.End, cancellation);
        if (wish.Kind == ProfilerKind.Nsys)
        {
            // The workers end the capture; the report is written by nsys itself, after that, and would be lost with it.
            await ReportAsync(cancellation);
        }
    }

    private async Task ReportAsync(CancellationToken cancellation)
    {
        var began = clock.GetTimestamp();
        var (size, since) = (0L, began);
        while (size == 0 || clock.GetElapsedTime(since) < Still)
        {
            if (clock.GetElapsedTime(began) > Longest)
            {
                throw new UserErrorException(
                    $"nsys has written no report in {Longest.TotalMinutes:0} minutes: the engine's log has what it says."
                );
            }

            await Task.Delay(TimeSpan.FromSeconds(0.2), clock, cancellation);
            var now = Directory.EnumerateFiles(wish.Folder, "*.nsys-rep").Sum(static path => new FileInfo(path).Length);
            if (now != size)
            {
                (size, since) = (now, clock.GetTimestamp());
            }
        }
    }

    private async Task PostAsync(string path, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(Longest);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            using var answer = await client.PostAsync(new Uri(server.BaseUrl, path), null, either.Token);
            if (!answer.IsSuccessStatusCode)
            {
                throw new UserErrorException(
                    $"{server.Engine} {server.EngineVersion} answers {path} with {(int)answer.StatusCode}: its log says why; without load: profiler it is not asked."
                );
            }
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new UserErrorException(
                $"{server.Engine} did not answer {path} in {Longest.TotalMinutes:0} minutes: ask for fewer requests or tokens.",
                e
            );
        }
        catch (HttpRequestException e)
        {
            throw new UserErrorException(
                $"{server.Engine} does not answer {path} ({e.Message.TrimEnd('.')}): its log says why.",
                e
            );
        }
    }
}
