using Refigure.Traces.Reading;

namespace Refigure.Traces;

/// <summary>
/// Reads a trace of PyTorch's profiler (Kineto), which is a Chrome trace: an object with <c>traceEvents</c>, or the bare array.
/// The text goes through a window of half a megabyte, whatever its size; of each event only the fields that are needed are looked
/// at. Damaged events are passed over and counted, and a trace that breaks off gives what is before.
/// See <see href="https://github.com/pytorch/kineto"/>.
/// </summary>
public sealed class KinetoReader
{
    private readonly TextWindow _window;
    private readonly TraceBuilder _trace;
    private readonly KinetoEvents _events;

    private KinetoReader(Stream stream, string source)
    {
        _window = new TextWindow(stream);
        _trace = new TraceBuilder(source, TraceFormat.Kineto);
        _events = new KinetoEvents(_trace);
    }

    /// <summary>Reads one.</summary>
    /// <param name="stream">Its text, decompressed.</param>
    /// <param name="source">The file's name, for people, and for the rank if the text does not say it.</param>
    /// <exception cref="UserErrorException">It is empty, or no trace.</exception>
    public static GpuTrace Read(Stream stream, string source)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(source);
        return new KinetoReader(stream, source).Read(source);
    }

    private GpuTrace Read(string source)
    {
        _ = _window.ReadOn();
        if (_window.Text is [0xEF, 0xBB, 0xBF, ..])
        {
            _window.Use(3);
        }

        var complete = Next() switch
        {
            (byte)'[' => ReadEvents(),
            (byte)'{' => ReadTop(),
            null => throw new UserErrorException(
                $"{source} is empty: expected a trace of PyTorch's profiler as JSON; profile again, and wait until the engine has written its traces."
            ),
            _ => throw NoTrace(source),
        };
        if (_events is { Events: 0, HasBegun: false })
        {
            throw NoTrace(source);
        }

        return _trace.Build(_events.Coverage(!complete, _window.Bytes));
    }

    private static UserErrorException NoTrace(string source) =>
        new(
            $"{source} is no trace: expected the JSON of PyTorch's profiler with \"traceEvents\", or a CSV table of nsys (cuda_gpu_trace, cuda_gpu_kern_sum)."
        );

    // The keys of the top level, in whatever order. What precedes or follows the events is small, or skipped.
    private bool ReadTop()
    {
        _window.Use(1);
        while (true)
        {
            switch (Next())
            {
                case null:
                    return false;
                case (byte)'}':
                    return true;
                case (byte)',':
                    _window.Use(1);
                    continue;
                case (byte)'"':
                    break;
                default:
                    return false;
            }

            if (!TryValue(out var quoted))
            {
                return false;
            }

            var key = JsonText.Unescape(_window.Text[1..(quoted - 1)]);
            _window.Use(quoted);
            if (Next() != (byte)':')
            {
                return false;
            }

            _window.Use(1);
            var first = Next();
            if (key == "traceEvents" && first == (byte)'[')
            {
                if (!ReadEvents())
                {
                    return false;
                }

                continue;
            }

            if (!TryValue(out var length))
            {
                return false;
            }

            KinetoHeader.Take(key, _window.Text[..length], _trace);
            _window.Use(length);
        }
    }

    private bool ReadEvents()
    {
        _window.Use(1);
        _events.HasBegun = true;
        while (true)
        {
            // As much as the window has, without leaving this loop.
            var text = _window.Text;
            var at = 0;
            var end = 0;
            while (end >= 0)
            {
                at = SkipToEvent(text, at);
                if (at >= text.Length)
                {
                    end = JsonText.More;
                }
                else if (text[at] == ']')
                {
                    _window.Use(at + 1);
                    return true;
                }
                else if (text[at] != '{')
                {
                    end = JsonText.Damaged;
                }
                else
                {
                    end = JsonEvent.Read(text, at, out var found);
                    if (end >= 0)
                    {
                        _events.Take(found);
                        at = end;
                    }
                }
            }

            _window.Use(Math.Min(at, text.Length));
            if (end == JsonText.Damaged)
            {
                _events.Damaged++;
                if (!PassOver())
                {
                    return false;
                }
            }
            else if (!_window.ReadOn())
            {
                return false;
            }
        }
    }

    private static int SkipToEvent(ReadOnlySpan<byte> text, int at)
    {
        at = JsonText.SkipSpace(text, at);
        while (at < text.Length && text[at] == ',')
        {
            at = JsonText.SkipSpace(text, at + 1);
        }

        return at;
    }

    // Looks for what Kineto begins each event with, on a line of its own.
    private bool PassOver()
    {
        var from = 1;
        while (true)
        {
            var text = _window.Text;
            var found = from < text.Length ? text[from..].IndexOf("\n  {"u8) : -1;
            if (found >= 0)
            {
                _window.Use(from + found);
                return true;
            }

            // Three bytes may be the begin of it.
            _window.Use(Math.Max(0, text.Length - 3));
            from = 0;
            if (!_window.ReadOn())
            {
                return false;
            }
        }
    }

    private byte? Next()
    {
        while (true)
        {
            var at = JsonText.SkipSpace(_window.Text, 0);
            if (at < _window.Text.Length)
            {
                _window.Use(at);
                return _window.Text[0];
            }

            _window.Use(at);
            if (!_window.ReadOn())
            {
                return null;
            }
        }
    }

    private bool TryValue(out int length)
    {
        while (true)
        {
            length = JsonText.EndOfValue(_window.Text, 0);
            if (length != JsonText.More)
            {
                return length >= 0;
            }

            if (!_window.ReadOn())
            {
                return false;
            }
        }
    }
}
