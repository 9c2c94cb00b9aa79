using System.Collections.Immutable;
using System.Diagnostics;
using System.Net.Security;
using System.Threading.Channels;
using Refigure.Load.Arrivals;
using Refigure.Load.Calibration;
using Refigure.Load.Http;
using Refigure.Load.Measuring;
using Refigure.Load.Prompts;
using Refigure.Load.Running;
using Refigure.Load.Sockets;
using Refigure.Load.Streams;
using Refigure.Serving;

namespace Refigure.Load;

/// <summary>
/// Puts a load on a server and records each request. One thread sends, receives and takes the times; another makes the requests
/// ahead, a third writes them down.
/// </summary>
public sealed class LoadGenerator
{
    private static readonly TimeSpan ProgressEvery = TimeSpan.FromMilliseconds(250);
    private readonly TimeProvider _time;

    /// <param name="time">Says when the load starts, in UTC; latencies are taken from the stopwatch.</param>
    public LoadGenerator(TimeProvider time)
    {
        _time = time;
    }

    /// <summary>
    /// The whole load. Failed requests are records, not errors; the load goes on. An interrupted load is cut and its outcome still
    /// given.
    /// </summary>
    /// <exception cref="UserErrorException">The plan cannot be carried out here.</exception>
    public async Task<LoadOutcome> RunAsync(
        LoadPlan plan,
        IPromptSource prompts,
        IRequestSink sink,
        IWorkProgress? progress,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(prompts);
        ArgumentNullException.ThrowIfNull(sink);
        var url = EndpointUrl.Of(plan.Url, plan.Endpoint);
        var allowed = OpenFileLimit.Connections();
        OpenFileLimit.Check(plan.Shape.Concurrency ?? 1, allowed);
        if (plan.Requests is null && plan.Duration is null)
        {
            throw new UserErrorException("A load needs an end: --requests N, or --duration T.");
        }

        var target = new HttpTarget(await AddressFinder.FindAsync(url, cancellation), url);
        var warmUp = WarmUp.Requests(plan);
        using var feeder = new RequestFeeder(
            plan,
            target,
            prompts,
            plan.Shape.Concurrency ?? (int)Math.Clamp(plan.Shape.Rate!.Value, 64, 4096),
            plan.WarmUpTime > TimeSpan.Zero ? null : plan.Requests + warmUp
        );
        var calibration = plan.Calibrates
            ? await LoadCalibration.RunAsync(this, plan.Shape.Concurrency ?? int.MaxValue, cancellation)
            : null;
        var meter = new ClientMeter();
        var ended = Channel.CreateUnbounded<Exchange>(
            new UnboundedChannelOptions { SingleReader = true, SingleWriter = true }
        );
        var loop = new LoadLoop(
            plan,
            Schedule(plan, allowed),
            feeder,
            whenEnded => new StreamHub(() => Open(target), SocketFactory.Poller(), plan.Limits, whenEnded),
            exchange => ended.Writer.TryWrite(exchange),
            warmUp
        );
        var start = _time.GetUtcNow();
        var origin = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var running = LoopThread.Run(() => loop.Run(origin, stop.Token), () => ended.Writer.Complete());
        var writing = WriteAsync(ended.Reader, origin.Task, meter, sink, stop);
        await ProgressAsync(plan, loop.State, running, progress);
        var result = await running;
        var requests = await writing;
        return Outcome(plan, prompts, start, warmUp, result, requests, meter.Numbers(result, calibration)) with
        {
            IsInterrupted = cancellation.IsCancellationRequested,
        };
    }

    private static IStreamSocket Open(HttpTarget target)
    {
        var socket = SocketFactory.Socket(target.Address);
        return target.IsTls
            ? new TlsSocket(socket, new SslClientAuthenticationOptions { TargetHost = target.Url.DnsSafeHost })
            : socket;
    }

    private static IStartSchedule Schedule(LoadPlan plan, int? allowed)
    {
        var shape = plan.Shape;
        return shape.Rate is { } rate
            ? new OpenLoop(
                ArrivalTimes
                    .Of(rate, shape.Arrivals, shape.Burstiness, shape.Ramp.TotalSeconds, plan.Seed)
                    .GetEnumerator(),
                shape.Concurrency ?? allowed ?? int.MaxValue
            )
            : new ClosedLoop(shape.Concurrency!.Value, shape.Ramp);
    }

    private static async Task<ImmutableArray<RequestRecord>> WriteAsync(
        ChannelReader<Exchange> ended,
        Task<long> origin,
        ClientMeter meter,
        IRequestSink sink,
        CancellationTokenSource stop
    )
    {
        var requests = ImmutableArray.CreateBuilder<RequestRecord>();
        try
        {
            await foreach (var exchange in ended.ReadAllAsync(CancellationToken.None))
            {
                var request = RequestRecords.Of(exchange, await origin);
                meter.Add(exchange);
                sink.Add(request);
                requests.Add(request);
            }
        }
        catch
        {
            // A load that cannot be written down is not worth its time.
            await stop.CancelAsync();
            throw;
        }

        return requests.ToImmutable();
    }

    private static async Task ProgressAsync(LoadPlan plan, LoopState state, Task running, IWorkProgress? progress)
    {
        if (progress is null)
        {
            return;
        }

        progress.Report("warm-up", null);
        while (await Task.WhenAny(running, Task.Delay(ProgressEvery)) != running)
        {
            if (state.MeasuredFrom is > 0 and var from)
            {
                var elapsed = Stopwatch.GetElapsedTime(from);
                var part = Math.Max(
                    state.Ended / (double)(plan.Requests ?? int.MaxValue),
                    elapsed / (plan.Duration ?? TimeSpan.MaxValue)
                );
                progress.Report("load", Math.Min(part, 0.999));
            }
        }

        progress.Report("load", 1);
    }

    private static LoadOutcome Outcome(
        LoadPlan plan,
        IPromptSource prompts,
        DateTimeOffset start,
        int warmUp,
        LoopResult loop,
        ImmutableArray<RequestRecord> requests,
        ClientNumbers client
    )
    {
        var measured = requests.Where(r => !r.IsWarmUp).ToArray();
        // Where nothing was answered there is no number that the client could have spoilt.
        ImmutableArray<string> invalid = measured.Any(r => r.Status == RequestStatus.Completed)
            ? [.. BottleneckRule.Judge(client)]
            : [];
        var facts = new LoadFacts
        {
            Tool = "refigure",
            Concurrency = plan.Shape.Concurrency,
            RequestRate = plan.Shape.Rate,
            Arrivals = plan.Shape.IsClosed ? null : plan.Shape.Arrivals.ToString().ToLowerInvariant(),
            Burstiness = plan.Shape is { IsClosed: false, Arrivals: ArrivalKind.Gamma } ? plan.Shape.Burstiness : null,
            Requests = plan.Requests,
            WarmUpRequests = plan.WarmUpTime > TimeSpan.Zero ? requests.Length - measured.Length : warmUp,
            Dataset = prompts.Name,
            DatasetSha256 = prompts.Sha256,
            SharedPrefixTokens = prompts.SharedPrefixTokens,
            PromptTokens = prompts.PromptTokens,
            OutputTokens = prompts.OutputTokens,
            Seed = plan.Seed,
            Endpoint = plan.Endpoint switch
            {
                LoadEndpoint.Completions => "completions",
                LoadEndpoint.Chat => "chat",
                _ => "generate_stream",
            },
            Url = plan.Url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped),
            Model = plan.Model,
            Start = start,
            DurationSeconds = measured.Max(r => r.End) - measured.Min(r => r.Intended),
            Slo = plan.Slo,
            Reported = loop.MeasuredFrom == 0 ? ImmutableSortedDictionary<string, double>.Empty : client.Reported(),
            Remarks = [.. invalid, .. LoadRemarks.Of(plan, prompts, requests, loop)],
        };
        return new LoadOutcome(requests, facts, client, loop.Origin, invalid);
    }
}
