using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Refigure.Files;

namespace Refigure.Models.Tensorized;

/// <summary>
/// The file that is written last into a tensorized model's folder: from what it was made, and of each file its size, its SHA-256
/// and when it was written. Without it the folder is no model.
/// </summary>
/// <param name="MadeFrom">What decided its content.</param>
/// <param name="Files">The files, by name in ordinal order.</param>
internal sealed record TensorizedMark(string MadeFrom, ImmutableArray<TensorizedFile> Files)
{
    /// <summary>Its name.</summary>
    public const string Name = "refigure-tensorized.tsv";

    private const string First = "made-from";

    /// <summary>The size of all files.</summary>
    public long Bytes => Files.Sum(f => f.Bytes);

    /// <summary>Reads it from a folder; null if it is not there, or cannot be read.</summary>
    public static TensorizedMark? Read(string folder)
    {
        var path = Path.Combine(folder, Name);
        if (!File.Exists(path) || File.ReadAllLines(path) is not [var first, .. var lines])
        {
            return null;
        }

        var files = lines.Select(TensorizedFile.Parse).ToArray();
        return first.Split('\t') is [First, var madeFrom] && files.Length > 0 && files.All(f => f is not null)
            ? new TensorizedMark(madeFrom, [.. files.Select(f => f!)])
            : null;
    }

    /// <summary>Looks at files of a folder, whole.</summary>
    public static TensorizedMark Of(
        string folder,
        IEnumerable<string> names,
        string madeFrom,
        CancellationToken cancellation
    ) =>
        new(
            madeFrom,
            [
                .. names
                    .Order(StringComparer.Ordinal)
                    .Select(name => TensorizedFile.Of(Path.Combine(folder, name), cancellation)),
            ]
        );

    /// <summary>Writes it into a folder, whole on the disk when this returns.</summary>
    public void Write(string folder, IFileSystem system)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{First}\t{MadeFrom}\n");
        foreach (var file in Files)
        {
            text.Append(CultureInfo.InvariantCulture, $"{file.Name}\t{file.Bytes}\t{file.Sha256}\t{file.Written}\n");
        }

        using var output = system.Create(Path.Combine(folder, Name));
        output.Write(Encoding.UTF8.GetBytes(text.ToString()));
        system.Sync(output);
    }

    /// <summary>Whether all files are there with their sizes.</summary>
    public bool HasSizes(string folder) =>
        Files.All(f => new FileInfo(Path.Combine(folder, f.Name)) is { Exists: true } i && i.Length == f.Bytes);

    /// <summary>Whether all files are those that were looked at, by size and time.</summary>
    public bool HasTimes(string folder) =>
        HasSizes(folder)
        && Files.All(f => new FileInfo(Path.Combine(folder, f.Name)).LastWriteTimeUtc.Ticks == f.Written);
}
