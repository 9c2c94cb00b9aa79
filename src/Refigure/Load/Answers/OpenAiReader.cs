using System.Text.Json;

namespace Refigure.Load.Answers;

/// <summary>
/// Events of OpenAI's <c>/v1/completions</c> and <c>/v1/chat/completions</c>. The events of an answer differ in their text
/// alone as a rule, so an event is first held against the last one that was read in full: what is equal before and after the
/// text means the same.
/// </summary>
internal sealed class OpenAiReader : IAnswerReader
{
    private byte[] _before = [];
    private byte[] _after = [];

    public AnswerEvent Read(ReadOnlySpan<byte> data)
    {
        var length = data.Length - _before.Length - _after.Length;
        if (length > 0 && _before.Length > 0 && data.StartsWith(_before) && data.EndsWith(_after))
        {
            var text = data.Slice(_before.Length, length);
            if (text.IndexOfAny((byte)'"', (byte)'\\') < 0)
            {
                return new AnswerEvent { Kind = AnswerEventKind.Token, Text = text };
            }
        }

        if (data.SequenceEqual("[DONE]"u8) || data.Trim((byte)' ').SequenceEqual("[DONE]"u8))
        {
            return new AnswerEvent { Kind = AnswerEventKind.Done };
        }

        var draft = new OpenAiDraft();
        try
        {
            draft.Read(data);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            return new AnswerEvent
            {
                Kind = AnswerEventKind.Malformed,
                Error = $"sent an event that is not the JSON of a completion: {Excerpt.Of(data)}",
            };
        }

        if (draft.TextLength > 0 && draft.IsPlainToken)
        {
            _before = data[..draft.TextStart].ToArray();
            _after = data[(draft.TextStart + draft.TextLength)..].ToArray();
        }

        return draft.Event(data);
    }
}
