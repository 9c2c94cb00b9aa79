using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Refigure.Files;

namespace Refigure.Models.HuggingFace;

/// <summary>The file in a model's folder that says what was verified of it: the digest, and each file's size and time.</summary>
internal static class FolderMark
{
    /// <summary>Its name.</summary>
    public const string Name = "refigure-verified.txt";

    private const int ReadBytes = 1 << 20;

    /// <summary>Whether a folder has all files with their sizes.</summary>
    public static bool HasSizes(string path, ImmutableArray<HuggingFaceFile> content) =>
        content.All(f => new FileInfo(Path.Combine(path, f.Name)) is { Exists: true } i && i.Length == f.Bytes);

    /// <summary>Whether a folder, which has all files, is as it was when it was verified.</summary>
    public static bool Stands(string path, string digest, ImmutableArray<HuggingFaceFile> content) =>
        Path.Combine(path, Name) is var mark
        && File.Exists(mark)
        && File.ReadAllText(mark) == Text(path, digest, content);

    /// <summary>Notes that a folder was verified.</summary>
    public static void Write(IFileSystem system, string path, string digest, ImmutableArray<HuggingFaceFile> content)
    {
        using var mark = system.Create(Path.Combine(path, Name));
        mark.Write(Encoding.UTF8.GetBytes(Text(path, digest, content)));
    }

    /// <summary>Reads a folder's files, whole; gives their <see cref="FolderDigest"/>.</summary>
    public static string DigestOf(string path, ImmutableArray<HuggingFaceFile> content, CancellationToken cancellation)
    {
        using var digest = new FolderDigest();
        var part = new byte[ReadBytes];
        foreach (var file in content)
        {
            digest.Begin(file.Name, file.Bytes);
            using var input = File.OpenRead(Path.Combine(path, file.Name));
            while (input.Read(part) is var count and > 0)
            {
                cancellation.ThrowIfCancellationRequested();
                digest.Add(part.AsSpan(0, count));
            }
        }

        return digest.Finish();
    }

    private static string Text(string path, string digest, ImmutableArray<HuggingFaceFile> content)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"sha256 {digest}\n");
        foreach (var file in content)
        {
            var info = new FileInfo(Path.Combine(path, file.Name));
            text.Append(
                CultureInfo.InvariantCulture,
                $"{file.Name}: {info.Length} bytes, written {info.LastWriteTimeUtc.Ticks}\n"
            );
        }

        return text.ToString();
    }
}
