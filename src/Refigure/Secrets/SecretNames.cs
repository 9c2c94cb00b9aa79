using System.Collections.Immutable;

namespace Refigure.Secrets;

/// <summary>Knows variables that hold secrets by their names.</summary>
public static class SecretNames
{
    /// <summary>What stands in place of a secret.</summary>
    public const string Mask = "***";

    private static readonly ImmutableArray<string> Marks =
    [
        "TOKEN",
        "SECRET",
        "PASSWORD",
        "PASSWD",
        "CREDENTIAL",
        "API_KEY",
        "APIKEY",
        "ACCESS_KEY",
        "PRIVATE_KEY",
    ];

    /// <summary>Whether a variable's name says that it holds a secret.</summary>
    public static bool IsSecret(string variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        return !variable.Contains("TOKENIZER", StringComparison.OrdinalIgnoreCase)
            && Marks.Any(mark => variable.Contains(mark, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The value, or the mask if the variable's name says that it holds a secret; empty stays empty.</summary>
    public static string Masked(string variable, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Length > 0 && IsSecret(variable) ? Mask : value;
    }
}
