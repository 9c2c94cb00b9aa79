using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Refigure.Files;
using Refigure.Imports;
using Refigure.Results;

namespace Refigure.Serving;

/// <summary>Reads <c>requests.jsonl</c>. The n-th request is line n of the file.</summary>
public static class RequestsFile
{
    /// <summary>The requests of a stored run; empty if it has none.</summary>
    /// <exception cref="UserErrorException">A line that is no request.</exception>
    public static ImmutableArray<RequestRecord> Of(MeasuredRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return Of(
            RunFolder.PathOf(run.Root, run.Record.Identity),
            run.Record.Files.FirstOrDefault(f => f.Name == ServingFiles.Requests)?.Bytes
        );
    }

    /// <summary>The requests that lie in a run's folder; empty if it has none.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="bytes">How long the file was when the run was stored; null if nobody knows.</param>
    /// <exception cref="UserErrorException">A line that is no request, or a file that was cut since.</exception>
    public static ImmutableArray<RequestRecord> Of(string folder, long? bytes = null)
    {
        var path = Path.Combine(folder, ServingFiles.Requests);
        using var content = RawFiles.Open(folder, ServingFiles.Requests) is { } stream
            ? new CountingStream(stream)
            : null;
        if (content is null)
        {
            return bytes is null
                ? []
                : throw new UserErrorException(
                    $"{path} is not there, though {RunFolder.RecordName} lists it: restore it, or delete its folder."
                );
        }

        var requests = Read(content, path);
        return bytes is null || content.Total == bytes
            ? requests
            : throw new UserErrorException(
                $"{path} has {content.Total} bytes, but had {bytes} when the run was stored: restore it, or delete its folder and run or import it again."
            );
    }

    /// <summary>Reads the file's lines; a last line without its line feed, as a killed client leaves one, is passed over.</summary>
    /// <param name="content">The text.</param>
    /// <param name="path">The file, for the message.</param>
    /// <exception cref="UserErrorException">A line that is no request.</exception>
    public static ImmutableArray<RequestRecord> Read(Stream content, string path)
    {
        var requests = ImmutableArray.CreateBuilder<RequestRecord>();
        var lines = new ByteLines(content);
        try
        {
            while (lines.TryRead(out var line))
            {
                requests.Add(RequestLine.Read(line));
            }
        }
        catch (JsonException) when (!lines.HasMore)
        {
            return requests.DrainToImmutable();
        }
        catch (Exception e)
            when (e is FormatException or JsonException or InvalidDataException
                || e.InnerException is DecoderFallbackException
            )
        {
            throw new UserErrorException(
                $"{path}, line {requests.Count + 1} is no request ({e.Message.TrimEnd('.')}): restore the file, or make the run again.",
                e
            );
        }

        return requests.DrainToImmutable();
    }
}
