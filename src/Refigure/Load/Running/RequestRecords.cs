using System.Collections.Immutable;
using System.Diagnostics;
using Refigure.Load.Streams;
using Refigure.Serving;

namespace Refigure.Load.Running;

/// <summary>Exchanges as records: ticks become seconds from the start of the load.</summary>
internal static class RequestRecords
{
    public static RequestRecord Of(Exchange exchange, long origin)
    {
        var arrivals = ImmutableArray.CreateBuilder<double>(exchange.Arrivals.Count);
        foreach (var ticks in exchange.Arrivals.Span)
        {
            arrivals.Add(Seconds(ticks, origin)!.Value);
        }

        return new RequestRecord
        {
            Index = exchange.Index,
            IsWarmUp = exchange.IsWarmUp,
            Intended = Seconds(exchange.Intended, origin),
            Sent = Seconds(exchange.Sent, origin),
            FirstByte = Seconds(exchange.FirstByte, origin),
            FirstToken = arrivals.Count > 0 ? arrivals[0] : null,
            Arrivals = arrivals.MoveToImmutable(),
            End = Seconds(exchange.Ended, origin),
            PromptTokens = exchange.PromptTokens ?? exchange.Request.PromptTokens,
            OutputTokens = exchange.OutputTokens,
            Chunks = exchange.Arrivals.Count,
            CachedTokens = exchange.CachedTokens,
            MaxTokens = exchange.Request.MaxTokens,
            Status = exchange.Status,
            HttpStatus = exchange.HttpStatus,
            Error = exchange.Error,
            FinishReason = exchange.FinishReason,
            Text = exchange.Text,
        };
    }

    private static double? Seconds(long ticks, long origin) =>
        ticks == 0 ? null : (ticks - origin) / (double)Stopwatch.Frequency;
}
