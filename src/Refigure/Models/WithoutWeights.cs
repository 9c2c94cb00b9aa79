namespace Refigure.Models;

/// <summary>
/// How stores are asked for a model's configuration and tokenizer alone, which is all that an engine needs that makes its weights
/// up itself.
/// </summary>
public static class WithoutWeights
{
    private const string Suffix = " without weights";

    /// <summary>The name by which a store is asked for it; no model of the catalog has such a name.</summary>
    public static string Of(string model) => model + Suffix;

    /// <summary>The model that such a name is of; null if it is a model's own name.</summary>
    public static string? Model(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.EndsWith(Suffix, StringComparison.Ordinal) ? name[..^Suffix.Length] : null;
    }
}
