using System.Collections.Concurrent;
using Refigure.Load.Http;
using Refigure.Load.Prompts;
using Refigure.Load.Streams;

namespace Refigure.Load.Running;

/// <summary>Makes requests ahead on a thread of its own, so that the one that measures only sends them.</summary>
internal sealed class RequestFeeder : IDisposable
{
    private const int MostBytes = 64 << 20;
    private const int MostAhead = 4096;
    private const int LeastAhead = 16;
    private readonly CancellationTokenSource _stop = new();
    private readonly BlockingCollection<PreparedRequest> _queue;
    private readonly Thread _thread;
    private Exception? _failure;

    /// <param name="plan">What the requests say.</param>
    /// <param name="target">Where they go.</param>
    /// <param name="prompts">What they ask.</param>
    /// <param name="wanted">How many are wanted at once.</param>
    /// <param name="most">How many there are in all; null for no end.</param>
    public RequestFeeder(LoadPlan plan, HttpTarget target, IPromptSource prompts, int wanted, int? most)
    {
        var first = Make(plan, target, prompts, 0);
        var room = Math.Clamp(MostBytes / first.Bytes.Length, LeastAhead, Math.Clamp(wanted * 2, 64, MostAhead));
        _queue = new BlockingCollection<PreparedRequest>(room) { first };
        _thread = new Thread(() =>
        {
            try
            {
                for (var i = 1; i < (most ?? int.MaxValue); i++)
                {
                    _queue.Add(Make(plan, target, prompts, i), _stop.Token);
                }
            }
            catch (OperationCanceledException)
            {
                // The load has ended.
            }
            catch (Exception e)
            {
                _failure = e;
            }
            finally
            {
                _queue.CompleteAdding();
            }
        })
        {
            IsBackground = true,
            Name = "requests",
        };
        _thread.Start();
        var ahead = Math.Min(room, Math.Min(most ?? room, wanted));
        SpinWait.SpinUntil(() => _queue.Count >= ahead || _queue.IsAddingCompleted);
    }

    /// <summary>The next request; null if it is not made yet.</summary>
    public PreparedRequest? Take()
    {
        if (_queue.TryTake(out var request))
        {
            return request;
        }

        return _failure is { } failure ? throw new InvalidOperationException(failure.Message, failure) : null;
    }

    public void Dispose()
    {
        _stop.Cancel();
        _thread.Join();
        _queue.Dispose();
        _stop.Dispose();
    }

    private static PreparedRequest Make(LoadPlan plan, HttpTarget target, IPromptSource prompts, int number)
    {
        var before = plan.WarmUpTime > TimeSpan.Zero ? int.MaxValue : WarmUp.Requests(plan);
        var prompt = prompts.At(prompts.BeginsAnew && number >= before ? number - before : number);
        return new PreparedRequest(
            target.Post(RequestBody.Of(plan, prompt).Span, plan.Key),
            prompt.Tokens,
            prompt.MaxTokens
        );
    }
}
