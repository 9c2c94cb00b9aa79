using System.Collections.Immutable;
using System.Globalization;
using Refigure.Chat.History;
using Refigure.Serving;

namespace Refigure.Chat.Terminal;

/// <summary>What is said of an answer's times and tokens. What is not known is left out.</summary>
internal static class ChatFigures
{
    /// <summary>One line for an answer.</summary>
    public static string Of(ChatTurn turn)
    {
        var request = turn.Request;
        var parts = new List<string>();
        if (request.Ttft is { } first)
        {
            parts.Add(Text($"TTFT {first * 1e3:0.0} ms"));
        }

        // Undefined for a single token.
        if (request.Tpot is { } each)
        {
            parts.Add(Text($"TPOT {each * 1e3:0.00} ms"));
        }

        parts.Add(Tokens(request, turn.IsStopped));
        if (request.Tokens is { } tokens && request.E2e is > 0 and { } whole)
        {
            parts.Add(Text($"{tokens / whole:0.0} tokens/s"));
        }

        if (turn.IsStopped)
        {
            parts.Add("stopped");
        }
        else if (request.FinishReason == "length")
        {
            parts.Add(request.MaxTokens is { } most ? Text($"cut off at {most} tokens") : "cut off");
        }

        return string.Join(", ", parts);
    }

    /// <summary>One sentence for a chat.</summary>
    public static string Of(ImmutableArray<ChatTurn> turns)
    {
        var first = turns.Select(t => t.Request.Ttft).OfType<double>().ToArray();
        var each = turns.Select(t => t.Request.Tpot).OfType<double>().ToArray();
        var count = Text($"{turns.Length} {(turns.Length == 1 ? "answer" : "answers")}");
        return turns.IsEmpty ? "No answers." : $"{count}{Mean("TTFT", first, "0.0")}{Mean("TPOT", each, "0.00")}.";
    }

    private static string Mean(string name, double[] seconds, string format) =>
        seconds.Length == 0
            ? ""
            : $"; mean {name} {(seconds.Average() * 1e3).ToString(format, CultureInfo.InvariantCulture)} ms";

    // A server counts at the end, which a stopped answer does not reach.
    private static string Tokens(RequestRecord request, bool isStopped)
    {
        var asked = request.PromptTokens is { } prompt
            ? Text($"{prompt} tokens in{(request.CachedTokens is { } cached ? Text($" ({cached} cached)") : "")}, ")
            : "";
        return request.OutputTokens is { } tokens
            ? Text($"{asked}{tokens} out")
            : Text($"{asked}{request.Chunks ?? 0} chunks out{(isStopped ? "" : " (the server counts no tokens)")}");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
