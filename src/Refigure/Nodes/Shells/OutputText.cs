using System.Buffers;
using System.Text;

namespace Refigure.Nodes.Shells;

/// <summary>What a process writes, as text that can be asked for while it still writes.</summary>
internal sealed class OutputText
{
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly Lock _gate = new();

    /// <summary>Begins to read.</summary>
    public OutputText(Stream from)
    {
        End = ReadAsync(from);
    }

    /// <summary>Is done when the process has closed its output.</summary>
    public Task End { get; }

    /// <summary>What was read until now.</summary>
    public string Text()
    {
        lock (_gate)
        {
            return Encoding.UTF8.GetString(_bytes.WrittenSpan);
        }
    }

    private async Task ReadAsync(Stream from)
    {
        var buffer = new byte[1 << 14];
        int read;
        while ((read = await from.ReadAsync(buffer)) > 0)
        {
            lock (_gate)
            {
                _bytes.Write(buffer.AsSpan(0, read));
            }
        }
    }
}
