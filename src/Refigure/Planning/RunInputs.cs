using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Refigure.Planning;

/// <summary>
/// Everything that decides a run's result, by field: engine, engine_version, lock, patch.FILE, arg.NAME, env.NAME, model,
/// model_digest, cache, node, node.cpu, iteration, … Two runs with the same fields are the same run.
/// </summary>
/// <param name="Fields">The fields, ordinal order.</param>
public sealed record RunInputs(ImmutableSortedDictionary<string, string> Fields)
{
    /// <summary>SHA-256 over the UTF-8 lines <c>field=value</c>, lower-case hex; backslashes and line ends are escaped.</summary>
    public string Hash()
    {
        var text = new StringBuilder();
        foreach (var (field, value) in Fields)
        {
            text.Append(Escaped(field)).Append('=').Append(Escaped(value)).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static string Escaped(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("=", "\\e", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal);
}
