using System.Text;

namespace Refigure.Running.Processes;

/// <summary>Reads small files of <c>/proc</c> into one reused buffer; a file that went away costs no exception.</summary>
internal sealed unsafe class ProcFile
{
    private readonly byte[] _buffer = new byte[1 << 16];

    /// <summary>The file's first 64 KiB; empty if it cannot be read. Valid until the next call.</summary>
    public ReadOnlySpan<byte> Read(string path)
    {
        Span<byte> name = stackalloc byte[256];
        var length = Encoding.UTF8.GetBytes(path, name[..255]);
        name[length] = 0;
        int file;
        fixed (byte* text = name)
        {
            file = LinuxCalls.Open(text, LinuxCalls.CloseOnExec);
        }

        if (file < 0)
        {
            return [];
        }

        var total = 0;
        fixed (byte* start = _buffer)
        {
            while (total < _buffer.Length)
            {
                var read = LinuxCalls.Read(file, start + total, _buffer.Length - total);
                if (read <= 0)
                {
                    break;
                }

                total += (int)read;
            }
        }

        _ = LinuxCalls.Close(file);
        return _buffer.AsSpan(0, total);
    }
}
