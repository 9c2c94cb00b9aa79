using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Refigure.Logs.LlamaCpp;

/// <summary>Collects what the lines of the embedded server's log say, first to last.</summary>
internal sealed class LlamaCppScan
{
    private const long ClockTolerance = 5_000; // µs; wall clocks are slewed by less than 0.05 % (adjtime(3))
    private readonly Dictionary<string, LlamaCppPhase> _phases = new(StringComparer.Ordinal);
    private readonly LogRemarks _remarks = new();
    private long? _firstWall;
    private long _firstMicros;
    private long _lastWall;
    private long _lastMicros;
    private int _records;

    public string? Version { get; private set; }

    public int VersionLine { get; private set; }

    public string? Model { get; private set; }

    public string? Backend { get; private set; }

    /// <summary>When the server said that it is ready, in microseconds since the process began, and in which line.</summary>
    public (long Micros, int Line)? Ready { get; private set; }

    public long? FirstWall => _firstWall;

    public long? LastWall => _firstWall is null ? null : _lastWall;

    public int Records => _records;

    /// <summary>The phases in the order in which they began.</summary>
    public IReadOnlyDictionary<string, LlamaCppPhase> Phases => _phases;

    public void Piece(ReadOnlySpan<byte> bytes, int number)
    {
        if (!LlamaCppLine.TryRead(bytes, out var line))
        {
            if (bytes.Contains((byte)0))
            {
                _remarks.Binary(number);
            }

            return;
        }

        _records++;
        if (_firstWall is null)
        {
            (_firstWall, _firstMicros) = (line.Wall, line.Micros);
        }
        else if (line.Micros < _lastMicros)
        {
            _remarks.StepBack(number, (_lastMicros - line.Micros) / 1e6);
        }

        (_lastWall, _lastMicros) = (line.Wall, line.Micros);
        Read(line, number);
    }

    public ImmutableArray<string> Remarks(int lines, bool endsOpen, int longLine)
    {
        var remarks = _remarks.Finish(lines, endsOpen, longLine);
        if (
            _firstWall is { } first
            && Math.Abs(_lastWall - first - (_lastMicros - _firstMicros)) is var step and > ClockTolerance
        )
        {
            remarks = remarks.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the wall clock was set by {step / 1e6:0.###} s meanwhile; the phases are of the monotonic clock"
                )
            );
        }

        return remarks;
    }

    private void Read(LlamaCppLine line, int number)
    {
        var text = line.Text;
        if (text.StartsWith("phase "u8))
        {
            Phase(text["phase "u8.Length..], line.Micros, number);
        }
        else if (Ready is null && text.StartsWith("Engine is ready"u8))
        {
            Ready = (line.Micros, number);
        }
        else if (Version is null && text.StartsWith("node-llama-cpp "u8))
        {
            Version = Until(text["node-llama-cpp "u8.Length..], (byte)',');
            VersionLine = number;
            Backend = Encoding.UTF8.GetString(text);
        }
        else if (Model is null && text.StartsWith("model "u8))
        {
            Model = Until(text["model "u8.Length..], (byte)',');
        }
    }

    // "load_weights begin", "load_weights end 0.123456"
    private void Phase(ReadOnlySpan<byte> text, long micros, int number)
    {
        var space = text.IndexOf((byte)' ');
        if (space <= 0)
        {
            return;
        }

        var name = Encoding.UTF8.GetString(text[..space]);
        var rest = text[(space + 1)..];
        if (rest.StartsWith("begin"u8))
        {
            // A second beginning would be another start, which one log cannot hold.
            _phases.TryAdd(name, new LlamaCppPhase(micros, number));
        }
        else if (rest.StartsWith("end"u8) && _phases.TryGetValue(name, out var phase) && phase.End is null)
        {
            phase.End = micros;
            phase.EndLine = number;
        }
    }

    private static string Until(ReadOnlySpan<byte> text, byte end)
    {
        var at = text.IndexOf(end);
        return Encoding.UTF8.GetString(at < 0 ? text : text[..at]);
    }
}
