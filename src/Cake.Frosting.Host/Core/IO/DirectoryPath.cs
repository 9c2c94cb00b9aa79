namespace Cake.Core.IO;

/// <summary>The path of a directory, absolute or relative, with forward slashes.</summary>
public sealed class DirectoryPath
{
    /// <summary>From the text of the path; it need not exist.</summary>
    public DirectoryPath(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        FullPath = PathText.Normalize(path);
    }

    /// <summary>The text of the path as it was given, but for slashes.</summary>
    public string FullPath { get; }

    /// <summary>Whether the path depends on the working directory.</summary>
    public bool IsRelative => !System.IO.Path.IsPathRooted(FullPath);

    /// <summary>From the text of the path.</summary>
    public static implicit operator DirectoryPath(string path) => FromString(path);

    /// <summary>From the text of the path.</summary>
    public static DirectoryPath FromString(string path) => new(path);

    /// <summary>The path of a file in this directory.</summary>
    public FilePath CombineWithFilePath(FilePath path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return new FilePath(System.IO.Path.Join(FullPath, path.FullPath));
    }

    /// <summary>The path of a directory in this directory.</summary>
    public DirectoryPath Combine(DirectoryPath path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.IsRelative ? new DirectoryPath(System.IO.Path.Join(FullPath, path.FullPath)) : path;
    }

    /// <summary>The text of the path.</summary>
    public override string ToString() => FullPath;
}
