using System.Globalization;
using System.Security.Cryptography;

namespace Refigure.Imports.Serving;

/// <summary>One line of a file of results, as a raw file of its own.</summary>
internal static class LineSource
{
    /// <summary>The raw file.</summary>
    public static SourceFile Of(ResultFile file, FileLine line)
    {
        var (offset, length) = (line.Offset, line.Bytes.Length);
        var name = string.Create(CultureInfo.InvariantCulture, $"{file.Stem}-line-{line.Number}.json");
        return new(
            file.Path,
            new(ResultFile.RawName(name), Convert.ToHexStringLower(SHA256.HashData(line.Bytes.Span)), length)
        )
        {
            Compress = length > ResultFile.Large,
            Content = () => new MemoryStream(Read(file, offset, length)),
        };
    }

    /// <summary>The line's bytes, read anew.</summary>
    public static byte[] Read(ResultFile file, long offset, int length)
    {
        using var content = file.Open();
        if (content.CanSeek)
        {
            content.Position = offset;
        }
        else
        {
            Skip(content, offset);
        }

        var bytes = new byte[length];
        return content.ReadAtLeast(bytes, length, throwOnEndOfStream: false) == length
            ? bytes
            : throw new UserErrorException(
                $"{file.Path} changed while it was imported: import again when nothing writes to it."
            );
    }

    private static void Skip(Stream content, long bytes)
    {
        var buffer = new byte[1 << 16];
        while (bytes > 0)
        {
            var read = content.Read(buffer, 0, (int)Math.Min(bytes, buffer.Length));
            if (read == 0)
            {
                return;
            }

            bytes -= read;
        }
    }
}
