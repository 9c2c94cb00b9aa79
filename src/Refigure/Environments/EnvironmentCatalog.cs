using System.Collections.Immutable;

namespace Refigure.Environments;

/// <summary>The environments of a folder such as <c>envs</c>: each folder in it that has an <c>env.yaml</c>.</summary>
public sealed class EnvironmentCatalog : IEnvironmentCatalog
{
    private readonly string _folder;
    private readonly PackageSource _source;

    /// <summary>A catalog. Nothing is read yet.</summary>
    /// <param name="folder">The folder, absolute; that it is missing means that there are no environments.</param>
    public EnvironmentCatalog(string folder)
        : this(folder, PackageSource.Index) { }

    /// <summary>A catalog whose Python environments get their packages from somewhere else.</summary>
    /// <param name="folder">The folder, absolute; that it is missing means that there are no environments.</param>
    /// <param name="source">Where from.</param>
    public EnvironmentCatalog(string folder, PackageSource source)
    {
        _folder = Path.GetFullPath(folder);
        _source = source;
    }

    /// <inheritdoc />
    public ImmutableArray<string> Names =>
        Directory.Exists(_folder)
            ?
            [
                .. Directory
                    .EnumerateDirectories(_folder)
                    .Where(folder => File.Exists(Path.Combine(folder, EnvironmentFile.FileName)))
                    .Select(folder => Path.GetFileName(folder))
                    .Order(StringComparer.Ordinal),
            ]
            : [];

    /// <inheritdoc />
    public EnvironmentSpec? Find(string name) =>
        Names.Contains(name, StringComparer.Ordinal)
            ? EnvironmentFile.Read(Path.Combine(_folder, name), _source).Spec
            : null;
}
