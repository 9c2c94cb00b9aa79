using System.Collections.Immutable;

namespace Refigure.Catalog;

/// <summary>The experiments of <c>figures/experiments/</c>, read when they are asked for.</summary>
public sealed class ExperimentCatalog
{
    private const string Extension = ".yaml";
    private readonly string _folder;
    private readonly Dictionary<string, ExperimentSpec> _read = new(StringComparer.Ordinal);

    /// <summary>A catalog of a folder.</summary>
    public ExperimentCatalog(string folder)
    {
        _folder = folder;
        Names = Directory.Exists(folder)
            ?
            [
                .. Directory
                    .EnumerateFiles(folder, "*" + Extension)
                    .Select(f => Path.GetFileNameWithoutExtension(f))
                    .Order(StringComparer.Ordinal),
            ]
            : [];
    }

    /// <summary>The names, ascending.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>The experiment of that name.</summary>
    /// <exception cref="UserErrorException">There is none, or its file is wrong: file, line, key and what was expected.</exception>
    public ExperimentSpec Get(string name)
    {
        if (_read.TryGetValue(name, out var spec))
        {
            return spec;
        }

        if (!Names.Contains(name))
        {
            throw new UserErrorException(
                $"There is no experiment {name}: expected one of {string.Join(", ", Names)} (figures/experiments)."
            );
        }

        using var text = File.OpenText(Path.Combine(_folder, name + Extension));
        _read[name] = spec = ExperimentReader.Read(text, $"figures/experiments/{name}{Extension}", name);
        ExpectedRuns.Check(spec, Get);
        return spec;
    }
}
