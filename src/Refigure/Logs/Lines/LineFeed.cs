using System.Buffers;

namespace Refigure.Logs.Lines;

/// <summary>
/// Cuts bytes into the pieces that line feeds and carriage returns leave, in constant memory. A carriage return ends a
/// piece too: progress bars overwrite themselves with it, and a log record may follow the last of them.
/// </summary>
internal sealed class LineFeed(Action<ReadOnlySpan<byte>, int> piece)
{
    /// <summary>What is read of a piece; the rest of a longer one is passed over.</summary>
    public const int LongestPiece = 64 * 1024;

    private const int BufferSize = 2 * LongestPiece;

    private bool _skipping;

    /// <summary>Number of lines so far, a last one without its line feed included.</summary>
    public int Lines { get; private set; }

    /// <summary>Whether the last line ends without a line feed.</summary>
    public bool EndsOpen { get; private set; }

    /// <summary>The 1-based line of the first piece that was longer than <see cref="LongestPiece"/>; 0 if there was none.</summary>
    public int LongLine { get; private set; }

    /// <summary>Reads a stream to its end.</summary>
    public void Read(Stream stream)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            var held = 0;
            int count;
            while ((count = stream.Read(buffer, held, buffer.Length - held)) > 0)
            {
                var bytes = buffer.AsSpan(0, held + count);
                var rest = Feed(bytes);
                rest.CopyTo(buffer);
                held = rest.Length;
            }

            Finish(buffer.AsSpan(0, held));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Reads bytes that are all there.</summary>
    public void Read(ReadOnlySpan<byte> bytes) => Finish(Feed(bytes));

    private ReadOnlySpan<byte> Feed(ReadOnlySpan<byte> bytes)
    {
        while (true)
        {
            var end = bytes.IndexOfAny((byte)'\n', (byte)'\r');
            if (end < 0)
            {
                break;
            }

            Emit(bytes[..end]);
            _skipping = false;
            EndsOpen = bytes[end] == '\r';
            if (bytes[end] == '\n')
            {
                Lines++;
            }

            bytes = bytes[(end + 1)..];
        }

        if (bytes.Length < LongestPiece)
        {
            return bytes;
        }

        Emit(bytes);
        _skipping = true;
        EndsOpen = true;
        return [];
    }

    private void Finish(ReadOnlySpan<byte> rest)
    {
        Emit(rest);
        EndsOpen |= rest.Length > 0;
        if (EndsOpen)
        {
            Lines++;
        }
    }

    private void Emit(ReadOnlySpan<byte> bytes)
    {
        if (_skipping || bytes.IsEmpty)
        {
            return;
        }

        if (bytes.Length >= LongestPiece)
        {
            LongLine = LongLine == 0 ? Lines + 1 : LongLine;
            bytes = bytes[..LongestPiece];
        }

        piece(bytes, Lines + 1);
    }
}
