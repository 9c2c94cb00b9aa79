using Refigure.Load.Prompts;
using Refigure.Serving;

namespace Refigure.Load.Running;

/// <summary>What a reader of a load must know.</summary>
internal static class LoadRemarks
{
    // Of a prompt's tokens; a block that every prompt begins with is nobody's fault.
    private const double CachedPart = 0.05;

    public static IEnumerable<string> Of(
        LoadPlan plan,
        IPromptSource prompts,
        IReadOnlyList<RequestRecord> requests,
        LoopResult loop
    )
    {
        if (loop.Remark is { } remark)
        {
            yield return remark;
        }

        if (plan.WarmUpRequests is > 0 and var wanted && WarmUp.Requests(plan) is var made && made > wanted)
        {
            yield return $"The warm-up has {made} requests instead of {wanted}: with fewer than the concurrency the first batch would be measured cold.";
        }

        if (prompts.Count is { } count && count < requests.Count)
        {
            yield return $"There are {count} prompts for {requests.Count} requests: prompts repeat, and a prefix cache of the server may know them.";
        }

        if (plan.Endpoint == LoadEndpoint.GenerateStream && plan.IgnoreEos)
        {
            yield return "generate_stream has nothing with which to ignore the end of an answer: answers may be shorter than asked for.";
        }

        var measured = requests.Where(r => !r.IsWarmUp && r.Status == RequestStatus.Completed).ToArray();
        var cached = measured.Sum(r => (long)(r.CachedTokens ?? 0));
        var asked = measured.Where(r => r.CachedTokens is not null).Sum(r => (long)(r.PromptTokens ?? 0));
        if (cached > CachedPart * asked)
        {
            yield return $"The server took {100.0 * cached / asked:0} % of the prompts' tokens from its prefix cache: TTFT and throughput are those of a warm cache.";
        }

        var shorter = measured.Count(r => r.Tokens < r.MaxTokens);
        if (plan.IgnoreEos && plan.Endpoint != LoadEndpoint.GenerateStream && shorter > 0)
        {
            yield return $"{shorter} of {measured.Length} answers are shorter than asked for although the server was told to ignore their end.";
        }
    }
}
