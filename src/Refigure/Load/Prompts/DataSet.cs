using System.Security.Cryptography;

namespace Refigure.Load.Prompts;

/// <summary>A data set as the command line and experiments name it: what kind it is, and its file.</summary>
/// <param name="Kind"><c>random</c>, <c>dummy</c>, <c>sharegpt</c> or <c>file</c>.</param>
/// <param name="File">The file, absolute; null for what is made up.</param>
public sealed record DataSet(string Kind, string? File)
{
    /// <summary>The names, for errors and help.</summary>
    public const string Names =
        "random, dummy (the assignment's hi hi hi, all of one length), dummy:FILE (with the lengths of its tokens.txt, or of a log of its client), sharegpt:FILE, file:FILE or a FILE with a prompt a line";

    /// <summary>The data set of a name.</summary>
    /// <param name="name">As <see cref="Names"/> says.</param>
    /// <param name="folder">The folder of relative paths.</param>
    /// <exception cref="UserErrorException">It lacks its file.</exception>
    public static DataSet Parse(string name, string folder)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name is "random" or "dummy")
        {
            return new DataSet(name, null);
        }

        // A drive's letter is no kind.
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        var kind = colon > 1 ? name[..colon] : name;
        var isKind = kind is "dummy" or "sharegpt" or "file";
        var file =
            !isKind ? name
            : colon > 1 ? name[(colon + 1)..]
            : "";
        return file.Length > 0
            ? new DataSet(isKind ? kind : "file", Path.GetFullPath(file, folder))
            : throw new UserErrorException($"--dataset {name} needs its file: --dataset {kind}:FILE.");
    }

    /// <summary>
    /// SHA-256 of the file of a data set, lower-case hex: what it holds decides a run's result, not what it is called. Null for
    /// what has no file, or whose file is not there or cannot be read.
    /// </summary>
    /// <param name="name">As <see cref="Names"/> says.</param>
    /// <param name="folder">The folder of relative paths.</param>
    public static string? Sha256Of(string name, string folder)
    {
        try
        {
            return Parse(name, folder).Sha256();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or UserErrorException)
        {
            // Who reads the prompts says it; who plans only asks whether runs are still what they were.
            return null;
        }
    }

    internal string? Sha256()
    {
        if (File is null)
        {
            return null;
        }

        using var content = System.IO.File.OpenRead(File);
        return Convert.ToHexStringLower(SHA256.HashData(content));
    }
}
