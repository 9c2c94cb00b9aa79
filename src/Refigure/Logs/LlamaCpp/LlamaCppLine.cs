using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Refigure.Logs.LlamaCpp;

/// <summary>
/// A line of the embedded server's log: wall clock (UTC, microseconds), microseconds since the process began (monotonic),
/// level, text.
/// </summary>
internal readonly ref struct LlamaCppLine
{
    private const int StampLength = 27; // 2026-11-24T08:00:00.123456Z

    private LlamaCppLine(long wall, long micros, ReadOnlySpan<byte> text)
    {
        Wall = wall;
        Micros = micros;
        Text = text;
    }

    /// <summary>The wall clock in microseconds since 1970.</summary>
    public long Wall { get; }

    /// <summary>Microseconds since the process began.</summary>
    public long Micros { get; }

    /// <summary>What follows the level.</summary>
    public ReadOnlySpan<byte> Text { get; }

    /// <summary>Reads a line; false if it is none of the server's.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out LlamaCppLine line)
    {
        line = default;
        if (bytes.Length <= StampLength || bytes[StampLength - 1] != 'Z' || bytes[StampLength] != ' ')
        {
            return false;
        }

        Span<char> stamp = stackalloc char[StampLength];
        if (
            Encoding.Latin1.GetChars(bytes[..StampLength], stamp) != StampLength
            || !DateTime.TryParseExact(
                stamp,
                "yyyy-MM-ddTHH:mm:ss.ffffffZ",
                CultureInfo.InvariantCulture,
                DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal,
                out var wall
            )
        )
        {
            return false;
        }

        var rest = bytes[(StampLength + 1)..];
        if (!Utf8Parser.TryParse(rest, out long micros, out var digits) || micros < 0 || digits >= rest.Length)
        {
            return false;
        }

        var level = rest[(digits + 1)..];
        var space = level.IndexOf((byte)' ');
        if (space <= 0)
        {
            return false;
        }

        line = new LlamaCppLine(
            (wall - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond,
            micros,
            level[(space + 1)..]
        );
        return true;
    }
}
