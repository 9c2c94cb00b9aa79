using System.Security.Cryptography;
using Refigure.Results;

namespace Refigure.Imports.Serving;

/// <summary>A file of the imported folder; plain or gzipped, read as plain.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="From">Its path below the imported folder, with forward slashes.</param>
internal sealed record ResultFile(string Path, string From)
{
    /// <summary>Above this, raw files lie gzipped in a run folder.</summary>
    public const int Large = 1 << 16;

    private const int Head = 1 << 18;
    private const int MostHeld = 1 << 30;

    /// <summary>The name without <c>.gz</c>.</summary>
    public string Name => SourceReader.IsGzipped(Path) ? FileName[..^RawFiles.Gzipped.Length] : FileName;

    /// <summary>The name's extension in small letters, without <c>.gz</c>.</summary>
    public string Extension => System.IO.Path.GetExtension(Name).ToLowerInvariant();

    /// <summary>The name without its extensions.</summary>
    public string Stem => System.IO.Path.GetFileNameWithoutExtension(Name);

    /// <summary>The folder that it lies in.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    private string FileName => System.IO.Path.GetFileName(Path);

    /// <summary>Opens the plain content.</summary>
    public Stream Open() => SourceReader.Open(Path);

    /// <summary>The first quarter of a megabyte.</summary>
    /// <exception cref="UserErrorException">It cannot be read.</exception>
    public ReadOnlyMemory<byte> ReadHead() =>
        Guarded(() =>
        {
            using var content = Open();
            var head = new byte[Head];
            return (ReadOnlyMemory<byte>)head.AsMemory(0, content.ReadAtLeast(head, Head, throwOnEndOfStream: false));
        });

    /// <summary>The whole content.</summary>
    /// <exception cref="UserErrorException">It cannot be read, or is too large to be held.</exception>
    public ReadOnlyMemory<byte> ReadAll() =>
        Guarded(() =>
        {
            using var content = Open();
            using var all = new MemoryStream();
            var buffer = new byte[Head];
            int read;
            while ((read = content.Read(buffer)) > 0)
            {
                all.Write(buffer, 0, read);
                if (all.Length > MostHeld)
                {
                    throw new UserErrorException(
                        $"{Path} is larger than {MostHeld >> 20} MiB, more than one result is read from: split it, or leave it out."
                    );
                }
            }

            return (ReadOnlyMemory<byte>)all.GetBuffer().AsMemory(0, (int)all.Length);
        });

    /// <summary>The whole content as one JSON value.</summary>
    /// <exception cref="UserErrorException">It cannot be read, is cut off or no JSON.</exception>
    public JsonPart ReadJson() => new(PythonJson.Parse(ReadAll(), Path).RootElement, Path, "");

    /// <summary>It as a raw file of a run: below <c>source/</c>, under its own name.</summary>
    /// <exception cref="UserErrorException">It cannot be read.</exception>
    public SourceFile AsSource() =>
        Guarded(() =>
        {
            using var content = new CountingStream(Open());
            var digest = Convert.ToHexStringLower(SHA256.HashData(content));
            return new SourceFile(Path, new(RawName(Name), digest, content.Total)) { Compress = content.Total > Large };
        });

    /// <summary>The name of a raw file that another tool wrote.</summary>
    public static string RawName(string name)
    {
        var safe = FolderName.Safe(name);
        while (safe.EndsWith(RawFiles.Gzipped, StringComparison.Ordinal))
        {
            safe = FolderName.Safe(safe[..^RawFiles.Gzipped.Length]);
        }

        return "source/" + safe;
    }

    private T Guarded<T>(Func<T> read) => ResultGuard.Read(this, read);
}
