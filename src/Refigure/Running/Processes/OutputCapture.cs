using System.Text;
using Refigure.Secrets;

namespace Refigure.Running.Processes;

/// <summary>
/// Keeps one output of a process: its bytes, without secrets, to its file up to a limit, the arrival of each line, and the line
/// for whoever listens. Takes bounded memory whatever the process writes.
/// </summary>
internal sealed class OutputCapture(
    OutputStreamKind kind,
    Stream kept,
    StreamWriter arrivals,
    long maximum,
    SecretMask secrets,
    Func<TimeSpan> elapsed,
    Action<OutputLine>? onLine
)
{
    private const int LongestLine = 4096;

    // A character takes at most 4 bytes of UTF-8.
    private readonly byte[] _line = new byte[4 * LongestLine];
    private readonly string _name = kind == OutputStreamKind.Output ? "stdout" : "stderr";
    private Action<OutputLine>? _onLine = onLine;
    private int _length;
    private bool _begun;
    private int _number;
    private long _written;
    private bool _isFull;

    /// <summary>Bytes that were not kept.</summary>
    public long Lost { get; private set; }

    /// <summary>Reads until the last process that holds the other end is gone.</summary>
    public void ReadAll(Stream source)
    {
        var buffer = new byte[1 << 16];
        var arrival = TimeSpan.Zero;
        var filter = new SecretFilter(
            secrets,
            bytes =>
            {
                Keep(bytes);
                Split(bytes, arrival);
            }
        );
        try
        {
            for (int count; (count = source.Read(buffer)) > 0; )
            {
                arrival = elapsed();
                filter.Pass(buffer.AsSpan(0, count));
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // The pipe is closed: what was read so far is what there is.
        }

        filter.End();
        if (_begun)
        {
            EndLine(elapsed());
        }
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        var room = _isFull ? 0 : (int)Math.Min(bytes.Length, maximum - _written);
        try
        {
            kept.Write(bytes[..room]);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // A full disk must not block the engine: go on reading, and say at the end what is lost.
            room = 0;
            _isFull = true;
        }

        _written += room;
        Lost += bytes.Length - room;
        _isFull |= room < bytes.Length;
    }

    private void Split(ReadOnlySpan<byte> bytes, TimeSpan arrival)
    {
        while (!bytes.IsEmpty)
        {
            var end = bytes.IndexOf((byte)'\n');
            var part = end < 0 ? bytes : bytes[..end];
            var room = Math.Min(part.Length, _line.Length - _length);
            part[..room].CopyTo(_line.AsSpan(_length));
            _length += room;
            _begun = true;
            if (end < 0)
            {
                return;
            }

            EndLine(arrival);
            bytes = bytes[(end + 1)..];
        }
    }

    private void EndLine(TimeSpan arrival)
    {
        _number++;
        if (!_isFull)
        {
            WriteArrival(arrival);
        }

        if (_onLine is not null)
        {
            var text = Encoding.UTF8.GetString(_line.AsSpan(0, _length)).TrimEnd('\r');
            Tell(new OutputLine(kind, _number, arrival, text.Length > LongestLine ? text[..LongestLine] : text));
        }

        _length = 0;
        _begun = false;
    }

    private void WriteArrival(TimeSpan arrival)
    {
        lock (arrivals)
        {
            try
            {
                arrivals.WriteLine($"{_name},{_number},{arrival.TotalSeconds:F6}");
            }
            catch (Exception error) when (error is IOException or ObjectDisposedException)
            {
                _isFull = true;
            }
        }
    }

    private void Tell(OutputLine line)
    {
        try
        {
            _onLine?.Invoke(line);
        }
#pragma warning disable CA1031 // A listener's fault must not stop the reading: the engine would block on a full pipe.
        catch (Exception)
        {
            _onLine = null;
        }
#pragma warning restore CA1031
    }
}
