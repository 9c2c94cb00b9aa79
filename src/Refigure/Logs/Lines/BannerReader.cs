using System.Collections.Immutable;
using System.Text;

namespace Refigure.Logs.Lines;

/// <summary>
/// Reads <c>Initializing a V1 LLM engine (v0.10.1.1) with config: model='x', dtype=torch.bfloat16, …</c>. Values nest:
/// <c>compilation_config={…}</c>, <c>observability_config=ObservabilityConfig(…)</c>.
/// </summary>
internal static class BannerReader
{
    private const int LongestValue = 512;

    private static ReadOnlySpan<byte> Engine => "LLM engine"u8;

    private static ReadOnlySpan<byte> Config => "with config:"u8;

    private static ReadOnlySpan<byte> SizesKey => "cudagraph_capture_sizes"u8;

    /// <summary>Whether a message is a banner.</summary>
    public static bool IsBanner(ReadOnlySpan<byte> message) =>
        message[..Math.Min(message.Length, 128)].IndexOf(Config) > 0
        && message[..Math.Min(message.Length, 48)].IndexOf(Engine) > 0;

    /// <summary>Reads a banner.</summary>
    public static Banner Read(ReadOnlySpan<byte> message)
    {
        var engine = message.IndexOf(Engine);
        var config = message.IndexOf(Config);
        return new Banner(
            Version(message[engine..Math.Max(engine, config)]),
            message[..engine].IndexOf("V1"u8) >= 0,
            Arguments(message[(config + Config.Length)..]),
            CaptureSizes(message[config..])
        );
    }

    private static string? Version(ReadOnlySpan<byte> text)
    {
        var open = text.IndexOf("(v"u8);
        var close = open < 0 ? -1 : text[open..].IndexOf((byte)')');
        if (close is < 0 or > 64)
        {
            return null;
        }

        var version = Encoding.UTF8.GetString(text.Slice(open + 2, close - 2));
        return EngineVersion.Parse(version) is null ? null : version;
    }

    private static ImmutableSortedDictionary<string, string> Arguments(ReadOnlySpan<byte> text)
    {
        var arguments = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        while (!text.IsEmpty)
        {
            var end = NestedText.NextComma(text);
            var pair = end < 0 ? text : text[..end];
            text = end < 0 ? [] : text[(end + 1)..];
            pair = pair.Trim(" \r\n"u8);
            var equals = pair.IndexOf((byte)'=');
            if (equals > 0 && equals < 64 && IsPlain(pair[(equals + 1)..]))
            {
                arguments[Encoding.UTF8.GetString(pair[..equals])] = Encoding.UTF8.GetString(
                    Unquoted(pair[(equals + 1)..])
                );
            }
        }

        return arguments.ToImmutable();
    }

    private static bool IsPlain(ReadOnlySpan<byte> value) =>
        value.Length <= LongestValue && (IsQuoted(value) || !value.ContainsAny("([{"u8));

    private static bool IsQuoted(ReadOnlySpan<byte> value) =>
        value.Length >= 2 && value[0] == value[^1] && value[0] is (byte)'\'' or (byte)'"';

    // Old banners end with a bracket that none of theirs opens.
    private static ReadOnlySpan<byte> Unquoted(ReadOnlySpan<byte> value) =>
        IsQuoted(value) ? value[1..^1] : value.TrimEnd(")"u8);

    private static int? CaptureSizes(ReadOnlySpan<byte> text)
    {
        var key = text.IndexOf(SizesKey);
        if (key < 0)
        {
            return null;
        }

        text = text[(key + SizesKey.Length)..];
        var open = text.IndexOf((byte)'[');
        var close = text.IndexOf((byte)']');
        if (open is < 0 or > 8 || close < open)
        {
            return null;
        }

        text = text[(open + 1)..close];
        return text.IsEmpty ? 0 : text.Count((byte)',') + 1;
    }
}
