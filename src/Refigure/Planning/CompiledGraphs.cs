using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Refigure.Planning;

/// <summary>Which runs can use the same compiled graphs: those of one environment, with one model, started in one way on one node.</summary>
internal static class CompiledGraphs
{
    // What differs between runs that share them.
    private static readonly string[] NotPart = ["cache", "iteration", "profile"];
    private const string Load = "load.";

    /// <summary>A digest that such runs have in common, lower-case hex.</summary>
    public static string SharedBy(RunInputs inputs)
    {
        var text = new StringBuilder();
        foreach (var (field, value) in inputs.Fields)
        {
            if (!NotPart.Contains(field, StringComparer.Ordinal) && !field.StartsWith(Load, StringComparison.Ordinal))
            {
                text.Append(CultureInfo.InvariantCulture, $"{field}\n{value.Length}\n{value}\n");
            }
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
