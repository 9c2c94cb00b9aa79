using System.Buffers;
using Refigure.Files;
using Refigure.Serving;

namespace Refigure.Load;

/// <summary>Writes requests to <c>requests.jsonl</c> as they end: each line is with the system before the next one is taken.</summary>
public sealed class RequestsWriter : IRequestSink, IDisposable
{
    private readonly Stream _file;
    private readonly ArrayBufferWriter<byte> _line = new();

    /// <param name="files">Makes the file.</param>
    /// <param name="path">Where it lies; one that is there is replaced.</param>
    public RequestsWriter(IFileSystem files, string path)
    {
        ArgumentNullException.ThrowIfNull(files);
        _file = files.Create(path);
    }

    /// <inheritdoc />
    public void Add(RequestRecord request)
    {
        _line.ResetWrittenCount();
        RequestLine.Write(request, _line);
        _file.Write(_line.WrittenSpan);
        _file.Flush();
    }

    /// <inheritdoc />
    public void Dispose() => _file.Dispose();
}
