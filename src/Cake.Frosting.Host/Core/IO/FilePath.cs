namespace Cake.Core.IO;

/// <summary>The path of a file, absolute or relative, with forward slashes.</summary>
public sealed class FilePath
{
    /// <summary>From the text of the path; it need not exist.</summary>
    public FilePath(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        FullPath = PathText.Normalize(path);
    }

    /// <summary>The text of the path as it was given, but for slashes.</summary>
    public string FullPath { get; }

    /// <summary>Whether the path depends on the working directory.</summary>
    public bool IsRelative => !System.IO.Path.IsPathRooted(FullPath);

    /// <summary>From the text of the path.</summary>
    public static implicit operator FilePath(string path) => FromString(path);

    /// <summary>From the text of the path.</summary>
    public static FilePath FromString(string path) => new(path);

    /// <summary>The directory that the file is in.</summary>
    public DirectoryPath GetDirectory() => new(System.IO.Path.GetDirectoryName(FullPath) ?? string.Empty);

    /// <summary>The text of the path.</summary>
    public override string ToString() => FullPath;
}
