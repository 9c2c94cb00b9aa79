using System.Diagnostics;
using Refigure.Load.Streams;
using Refigure.Serving;

namespace Refigure.Load.Running;

/// <summary>Exchanges as records: ticks become seconds from the start of the load.</summary>
internal static class RequestRecords
{
    private static readonly double TicksPerMicrosecond = Stopwatch.Frequency / 1e6;

    public static RequestRecord Of(Exchange exchange, long origin)
    {
        var arrivals = new double[exchange.Arrivals.Count];
        var ticks = exchange.Arrivals.Span;
        for (var i = 0; i < arrivals.Length; i++)
        {
            arrivals[i] = Seconds(ticks[i], origin)!.Value;
        }

        return new RequestRecord
        {
            Index = exchange.Index,
            IsWarmUp = exchange.IsWarmUp,
            Intended = Seconds(exchange.Intended, origin),
            Sent = Seconds(exchange.Sent, origin),
            FirstByte = Seconds(exchange.FirstByte, origin),
            FirstToken = arrivals.Length > 0 ? arrivals[0] : null,
            Arrivals = TokenTimes.Create(arrivals),
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

    // To the microsecond, so that a record is what its line says.
    private static double? Seconds(long ticks, long origin) =>
        ticks == 0 ? null : Math.Round((ticks - origin) / TicksPerMicrosecond) / 1e6;
}
