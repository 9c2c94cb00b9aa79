using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Refigure.Telemetry;

/// <summary>A line such as <c>vllm:prompt_tokens_total{engine="0"} 512.0</c>.</summary>
internal static class PrometheusLine
{
    private const int MostLabels = 64;

    // What may stand between the parts; a line may end with a carriage return.
    public static ReadOnlySpan<byte> Blank => " \t\r"u8;

    private static readonly SearchValues<byte> NameBytes = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_:"u8
    );

    /// <summary>The name that the line begins with; empty if it begins with none.</summary>
    public static ReadOnlySpan<byte> NameOf(ReadOnlySpan<byte> line)
    {
        var end = line.IndexOfAnyExcept(NameBytes);
        var name = end < 0 ? line : line[..end];
        return name.IsEmpty || char.IsAsciiDigit((char)name[0]) ? [] : name;
    }

    /// <summary>Takes the next word.</summary>
    public static ReadOnlySpan<byte> Word(ref ReadOnlySpan<byte> text)
    {
        text = text.TrimStart(Blank);
        var end = text.IndexOfAny(Blank);
        var word = end < 0 ? text : text[..end];
        text = text[word.Length..];
        return word;
    }

    /// <summary>Reads it; null if it is damaged.</summary>
    public static PrometheusSample? Read(ReadOnlySpan<byte> line, ReadOnlySpan<byte> name, PrometheusType type)
    {
        var rest = line[name.Length..].TrimStart(Blank);
        var labels = ImmutableArray<KeyValuePair<string, string>>.Empty;
        if (!rest.IsEmpty && rest[0] == (byte)'{')
        {
            rest = rest[1..];
            if (Labels(ref rest) is not { } found)
            {
                return null;
            }

            labels = found;
        }

        if (Number(Word(ref rest)) is not { } value)
        {
            return null;
        }

        // A time in milliseconds may follow, and an exemplar.
        var time = Word(ref rest);
        return time.IsEmpty || time[0] == (byte)'#' || Number(time) is not null
            ? new PrometheusSample(Encoding.ASCII.GetString(name), labels, value, type)
            : null;
    }

    private static ImmutableArray<KeyValuePair<string, string>>? Labels(ref ReadOnlySpan<byte> text)
    {
        var labels = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>();
        while (true)
        {
            text = text.TrimStart(Blank);
            if (text.IsEmpty)
            {
                return null;
            }

            if (text[0] == (byte)'}')
            {
                text = text[1..];
                return labels.DrainToImmutable();
            }

            var name = NameOf(text);
            text = text[name.Length..].TrimStart(Blank);
            if (name.IsEmpty || labels.Count == MostLabels || text.IsEmpty || text[0] != (byte)'=')
            {
                return null;
            }

            text = text[1..].TrimStart(Blank);
            if (Quoted(ref text) is not { } value)
            {
                return null;
            }

            labels.Add(new(Encoding.ASCII.GetString(name), value));
            text = text.TrimStart(Blank);
            if (!text.IsEmpty && text[0] == (byte)',')
            {
                text = text[1..];
            }
            else if (text.IsEmpty || text[0] != (byte)'}')
            {
                return null;
            }
        }
    }

    // Between quotes, with \\, \" and \n for what cannot stand there.
    private static string? Quoted(ref ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || text[0] != (byte)'"')
        {
            return null;
        }

        text = text[1..];
        var end = text.IndexOfAny((byte)'"', (byte)'\\');
        if (end < 0)
        {
            return null;
        }

        if (text[end] == (byte)'"')
        {
            var plain = Encoding.UTF8.GetString(text[..end]);
            text = text[(end + 1)..];
            return plain;
        }

        var bytes = new List<byte>(end + 16);
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case (byte)'"':
                    text = text[(i + 1)..];
                    return Encoding.UTF8.GetString([.. bytes]);
                case (byte)'\\' when i + 1 < text.Length:
                    bytes.Add(text[++i] == (byte)'n' ? (byte)'\n' : text[i]);
                    break;
                default:
                    bytes.Add(text[i]);
                    break;
            }
        }

        return null;
    }

    private static double? Number(ReadOnlySpan<byte> word)
    {
        if (word.SequenceEqual("+Inf"u8) || word.SequenceEqual("Inf"u8))
        {
            return double.PositiveInfinity;
        }

        return word.SequenceEqual("-Inf"u8) ? double.NegativeInfinity
            : double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value
            : null;
    }
}
