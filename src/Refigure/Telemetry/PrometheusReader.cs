using System.Buffers;

namespace Refigure.Telemetry;

/// <summary>
/// Reads the text that <c>/metrics</c> answers, as it arrives: the Prometheus text format 0.0.4, and what OpenMetrics adds to a
/// line (exemplars, <c># EOF</c>). A line that is damaged is counted and passed over; what is beyond the limits is not kept.
/// See <see href="https://prometheus.io/docs/instrumenting/exposition_formats/"/>.
/// </summary>
/// <param name="selection">What is of interest.</param>
/// <param name="take">Gets each line of it.</param>
public sealed class PrometheusReader(PrometheusSelection selection, Action<PrometheusSample> take)
{
    /// <summary>Lines longer than so many bytes count as damaged.</summary>
    public const int LongestLine = 1 << 16;

    /// <summary>Nothing is read beyond so many bytes.</summary>
    public const long LongestText = 1L << 24;

    private readonly ArrayBufferWriter<byte> _begun = new();
    private bool _tooLong;
    private long _bytes;
    private byte[] _family = [];
    private PrometheusType _type;

    /// <summary>Lines that could not be read.</summary>
    public int Damaged { get; private set; }

    /// <summary>Whether the text went on beyond <see cref="LongestText"/>.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Reads a whole text.</summary>
    public static IReadOnlyList<PrometheusSample> Read(ReadOnlySpan<byte> text, PrometheusSelection selection)
    {
        var samples = new List<PrometheusSample>();
        var reader = new PrometheusReader(selection, samples.Add);
        reader.Feed(text);
        reader.End();
        return samples;
    }

    /// <summary>Takes the next bytes; they may end anywhere.</summary>
    public void Feed(ReadOnlySpan<byte> bytes)
    {
        var left = LongestText - _bytes;
        if (bytes.Length > left)
        {
            IsCut = true;
            bytes = bytes[..(int)left];
        }

        _bytes += bytes.Length;
        for (var end = bytes.IndexOf((byte)'\n'); end >= 0; end = bytes.IndexOf((byte)'\n'))
        {
            if (_begun.WrittenCount == 0 && !_tooLong)
            {
                Line(bytes[..end]);
            }
            else
            {
                Keep(bytes[..end]);
                Finish();
            }

            bytes = bytes[(end + 1)..];
        }

        Keep(bytes);
    }

    /// <summary>The text has ended: what was begun is a line, unless the text was cut there.</summary>
    public void End()
    {
        if (!IsCut)
        {
            Finish();
        }
    }

    private void Keep(ReadOnlySpan<byte> part)
    {
        if (_tooLong || _begun.WrittenCount + part.Length > LongestLine)
        {
            _tooLong = true;
            _begun.ResetWrittenCount();
            return;
        }

        _begun.Write(part);
    }

    private void Finish()
    {
        if (_tooLong)
        {
            Damaged++;
        }
        else if (_begun.WrittenCount > 0)
        {
            Line(_begun.WrittenSpan);
        }

        _tooLong = false;
        _begun.ResetWrittenCount();
    }

    private void Line(ReadOnlySpan<byte> line)
    {
        line = line.Trim(PrometheusLine.Blank);
        if (line.Length > LongestLine)
        {
            Damaged++;
        }
        else if (!line.IsEmpty && line[0] == (byte)'#')
        {
            Comment(line[1..]);
        }
        else if (!line.IsEmpty)
        {
            var name = PrometheusLine.NameOf(line);
            var type = TypeOf(name);
            if (name.IsEmpty)
            {
                Damaged++;
            }
            else if (selection.Has(name, type))
            {
                if (PrometheusLine.Read(line, name, type) is { } sample)
                {
                    take(sample);
                }
                else
                {
                    Damaged++;
                }
            }
        }
    }

    private void Comment(ReadOnlySpan<byte> text)
    {
        if (PrometheusLine.Word(ref text).SequenceEqual("TYPE"u8))
        {
            _family = PrometheusLine.Word(ref text).ToArray();
            var type = PrometheusLine.Word(ref text);
            _type =
                type.SequenceEqual("counter"u8) ? PrometheusType.Counter
                : type.SequenceEqual("gauge"u8) ? PrometheusType.Gauge
                : type.SequenceEqual("histogram"u8) ? PrometheusType.Histogram
                : type.SequenceEqual("summary"u8) ? PrometheusType.Summary
                : PrometheusType.Unknown;
        }
    }

    // A family's lines follow its type. OpenMetrics names a counter's family without _total.
    private PrometheusType TypeOf(ReadOnlySpan<byte> name)
    {
        if (_family.Length == 0 || !name.StartsWith(_family))
        {
            return PrometheusType.Unknown;
        }

        var rest = name[_family.Length..];
        var belongs = _type switch
        {
            PrometheusType.Counter => rest.IsEmpty || rest.SequenceEqual("_total"u8),
            PrometheusType.Histogram or PrometheusType.Summary => rest.IsEmpty
                || rest.SequenceEqual("_bucket"u8)
                || rest.SequenceEqual("_sum"u8)
                || rest.SequenceEqual("_count"u8),
            _ => rest.IsEmpty,
        };
        return belongs ? _type : PrometheusType.Unknown;
    }
}
