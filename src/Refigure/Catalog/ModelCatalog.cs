using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Refigure.Catalog;

/// <summary>The models that <c>models.yaml</c> describes.</summary>
public sealed class ModelCatalog
{
    private readonly FrozenDictionary<string, ModelSpec> _byName;

    /// <summary>With the models in the file's order and the file's name for messages.</summary>
    public ModelCatalog(ImmutableArray<ModelSpec> models, string file)
    {
        Models = models;
        File = file;
        _byName = models.ToFrozenDictionary(m => m.Name, StringComparer.Ordinal);
    }

    /// <summary>A catalog that knows no model.</summary>
    public static ModelCatalog Empty { get; } = new([], "models.yaml");

    /// <summary>The models in the file's order.</summary>
    public ImmutableArray<ModelSpec> Models { get; }

    /// <summary>The file that it was read from.</summary>
    public string File { get; }

    /// <summary>Reads a catalog; <paramref name="file"/> is the name used in messages.</summary>
    /// <exception cref="UserErrorException">What the text says is not a catalog: file, line, key and what was expected.</exception>
    public static ModelCatalog Read(TextReader text, string file) => ModelCatalogReader.Read(text, file);

    /// <summary>The model of that name; null if the catalog does not know it.</summary>
    public ModelSpec? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The name that figures print: the catalog's label, or the name itself.</summary>
    public string LabelOf(string name) => Find(name)?.Label ?? name;

    /// <summary>The model of that name.</summary>
    /// <exception cref="UserErrorException">The catalog does not know it.</exception>
    public ModelSpec Get(string name) => Find(name) ?? throw new UserErrorException(UnknownModel(name));

    private string UnknownModel(string name)
    {
        var near = Spelling
            .Near(Models.Select(m => m.Name), name)
            .Concat(
                Models
                    .Select(m => m.Name)
                    .Where(n => n.Contains(name, StringComparison.OrdinalIgnoreCase) || SharesFamily(n, name))
            )
            .Distinct(StringComparer.Ordinal)
            .Take(4)
            .ToArray();
        var hint = near.Length == 0 ? "" : $" (it knows {string.Join(", ", near)}, …)";
        return $"{File} does not describe the model '{name}'{hint}: add it there under 'models', or name one that it has.";
    }

    private static bool SharesFamily(string known, string asked)
    {
        var end = asked.IndexOf('-', StringComparison.Ordinal);
        return end >= 3 && known.StartsWith(asked[..end], StringComparison.OrdinalIgnoreCase);
    }
}
