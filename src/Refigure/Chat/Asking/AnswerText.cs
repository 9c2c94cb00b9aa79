using System.Buffers;
using System.Text;
using Refigure.Load.Answers;
using Refigure.Load.Sockets;

namespace Refigure.Chat.Asking;

/// <summary>
/// The text of an answer while it comes: pieces as they stand between the quotes in the JSON. What may be the first part of a
/// character, of a surrogate pair that is written as escapes or of a stop text is held back until it is whole.
/// </summary>
/// <param name="stops">Texts at which the answer ends.</param>
internal sealed class AnswerText(IReadOnlyList<string> stops)
{
    private const int EscapeLength = 6;
    private readonly ByteBuffer _escaped = new();
    private readonly StringBuilder _whole = new();
    private string _held = "";

    /// <summary>Whether a stop text came; nothing after it belongs to the answer.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>The text so far, without what is held back.</summary>
    public string Whole => _whole.ToString();

    /// <summary>Takes the next piece, and gives the text that is certain by now.</summary>
    public string Add(ReadOnlySpan<byte> piece)
    {
        _escaped.Append(piece);
        var length = _escaped.Length - Unfinished(_escaped.Span);
        var text = JsonText.Unescape(_escaped.Span[..length]);
        _escaped.Remove(length);
        return Release(text, isEnd: false);
    }

    /// <summary>The answer has ended: gives what was held back.</summary>
    public string End()
    {
        var text = JsonText.Unescape(_escaped.Span);
        _escaped.Clear();
        return Release(text, isEnd: true);
    }

    private string Release(string text, bool isEnd)
    {
        if (IsStopped)
        {
            return "";
        }

        var all = _held + text;
        _held = "";
        var end = all.Length;
        foreach (var stop in stops)
        {
            if (all.IndexOf(stop, StringComparison.Ordinal) is >= 0 and var at && at < end)
            {
                (end, IsStopped) = (at, true);
            }
        }

        if (!IsStopped && !isEnd)
        {
            end -= Beginning(all);
            _held = all[end..];
        }

        _whole.Append(all, 0, end);
        return all[..end];
    }

    // How many characters at the end could be the beginning of a stop text.
    private int Beginning(string text)
    {
        var most = 0;
        foreach (var stop in stops)
        {
            for (var length = Math.Min(stop.Length - 1, text.Length); length > most; length--)
            {
                if (text.AsSpan()[^length..].SequenceEqual(stop.AsSpan(0, length)))
                {
                    most = length;
                }
            }
        }

        return most;
    }

    private static int Unfinished(ReadOnlySpan<byte> bytes)
    {
        // The second half of a pair may be in the next event.
        if (bytes.Length >= EscapeLength && IsHighSurrogate(bytes[^EscapeLength..]))
        {
            return EscapeLength;
        }

        for (var length = 1; length <= Math.Min(3, bytes.Length); length++)
        {
            var value = bytes[^length];
            if (value < 0x80)
            {
                return 0;
            }

            if (value >= 0xC0)
            {
                return Rune.DecodeFromUtf8(bytes[^length..], out _, out _) == OperationStatus.NeedMoreData ? length : 0;
            }
        }

        return 0;
    }

    private static bool IsHighSurrogate(ReadOnlySpan<byte> escape) =>
        escape[0] == '\\'
        && escape[1] is (byte)'u'
        && escape[2] is (byte)'d' or (byte)'D'
        && escape[3] is (byte)'8' or (byte)'9' or (byte)'a' or (byte)'b' or (byte)'A' or (byte)'B';
}
