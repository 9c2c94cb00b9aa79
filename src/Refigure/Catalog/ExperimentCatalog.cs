using System.Collections.Immutable;

namespace Refigure.Catalog;

/// <summary>The experiments of <c>figures/experiments/</c>, read when they are asked for.</summary>
public sealed class ExperimentCatalog
{
    private const string Extension = ".yaml";
    private readonly string _folder;
    private readonly IReadOnlyDictionary<string, string> _roles;
    private readonly Dictionary<string, ExperimentSpec> _read = new(StringComparer.Ordinal);

    /// <summary>A catalog of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="roles">The nodes that stand in the place of those that the files name; null for none.</param>
    public ExperimentCatalog(string folder, IReadOnlyDictionary<string, string>? roles = null)
    {
        _roles = roles ?? ImmutableDictionary<string, string>.Empty;
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
        spec = ExperimentReader.Read(text, $"figures/experiments/{name}{Extension}", name);
        _read[name] = spec = _roles.Count == 0 ? spec : Played(spec);
        ExpectedRuns.Check(spec, Get);
        return spec;
    }

    private ExperimentSpec Played(ExperimentSpec spec) =>
        spec with
        {
            Profiles = spec.Profiles.ToImmutableSortedDictionary(
                p => p.Key,
                p => p.Value with { Cases = [.. p.Value.Cases.Select(Played)] },
                StringComparer.Ordinal
            ),
        };

    private CaseSpec Played(CaseSpec one) =>
        one with
        {
            Nodes = [.. one.Nodes.Select(node => _roles.GetValueOrDefault(node, node))],
        };
}
