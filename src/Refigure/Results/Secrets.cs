using System.Collections.Immutable;

namespace Refigure.Results;

/// <summary>Keeps credentials out of <c>run.json</c>.</summary>
public static class Secrets
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

    /// <summary>The value, or the mask if the variable's name says that it holds a secret; empty stays empty.</summary>
    public static string Masked(string variable, string value)
    {
        foreach (var mark in Marks)
        {
            if (
                variable.Contains(mark, StringComparison.OrdinalIgnoreCase)
                && !variable.Contains("TOKENIZER", StringComparison.OrdinalIgnoreCase)
            )
            {
                return value.Length == 0 ? value : Mask;
            }
        }

        return value;
    }
}
