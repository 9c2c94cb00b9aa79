using System.IO.Compression;
using System.Security.Cryptography;
using Refigure.Logs;
using Refigure.Results;

namespace Refigure.Imports;

/// <summary>Reads files of the source: their digests, and what logs say. Plain or gzipped.</summary>
internal sealed class SourceReader(IStartupLogReader reader)
{
    /// <summary>Reads logs, on all cores; the result is in the order of the paths.</summary>
    public ImportedLog[] ReadLogs(IReadOnlyList<string> paths)
    {
        var logs = new ImportedLog[paths.Count];
        AllCores.For(logs.Length, i => logs[i] = ReadLog(paths[i]));
        return logs;
    }

    /// <summary>A file that is taken over as it is, under its own name.</summary>
    public static SourceFile ReadOther(string path) =>
        Guarded(
            path,
            () =>
            {
                using var content = Open(path);
                var counted = new FileInfo(path).Length;
                return new SourceFile(
                    path,
                    new(Path.GetFileName(path), Convert.ToHexStringLower(SHA256.HashData(content)), counted)
                );
            }
        );

    /// <summary>Opens the plain content.</summary>
    public static Stream Open(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 1);
        return IsGzipped(path) ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    public static bool IsGzipped(string path) => path.EndsWith(RawFiles.Gzipped, StringComparison.OrdinalIgnoreCase);

    private ImportedLog ReadLog(string path) =>
        Guarded(
            path,
            () =>
            {
                // How much a gzipped log holds is not known before it is read.
                var length = new FileInfo(path).Length;
                return length > PooledBytes.Limit || IsGzipped(path) ? ReadStreamed(path) : ReadHeld(path, length);
            }
        );

    private ImportedLog ReadHeld(string path, long length)
    {
        using var content = Open(path);
        using var bytes = PooledBytes.Read(content, length);
        return Result(path, SHA256.HashData(bytes.Span), bytes.Span.Length, reader.Read(bytes.Span));
    }

    private ImportedLog ReadStreamed(string path)
    {
        StartupLog log;
        using (var content = Open(path))
        {
            log = reader.Read(content);
        }

        using var again = new CountingStream(Open(path));
        var digest = SHA256.HashData(again);
        return Result(path, digest, again.Total, log);
    }

    private static ImportedLog Result(string path, byte[] digest, long length, StartupLog log) =>
        new(new(path, new(RawFiles.EngineLog, Convert.ToHexStringLower(digest), length)), log);

    private static T Guarded<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new UserErrorException($"cannot read {path} ({e.Message.TrimEnd('.')}): nothing was imported.", e);
        }
    }
}
