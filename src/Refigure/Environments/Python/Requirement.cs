using System.Globalization;
using System.Text.RegularExpressions;

namespace Refigure.Environments.Python;

/// <summary>What is asked of one package, such as <c>vllm[runai]==0.10.1.1</c> or <c>numpy&lt;2</c>.</summary>
/// <param name="Name">Its normal name.</param>
/// <param name="Operator"><c>==</c>, <c>&lt;</c>, <c>&lt;=</c>, <c>&gt;</c> or <c>&gt;=</c>; null for any version.</param>
/// <param name="Version">The version that it is compared with; null for any.</param>
internal sealed partial record Requirement(string Name, string? Operator, string? Version)
{
    /// <summary>Reads one; null if it is none of these.</summary>
    public static Requirement? Read(string text)
    {
        var match = Form().Match(text.Trim());
        return !match.Success ? null
            : match.Groups["operator"].Success
                ? new Requirement(
                    PythonLock.Normal(match.Groups["name"].Value),
                    match.Groups["operator"].Value,
                    match.Groups["version"].Value
                )
            : new Requirement(PythonLock.Normal(match.Groups["name"].Value), null, null);
    }

    /// <summary>Whether a version is as asked. What a version was built for (<c>+cu130</c>) does not count.</summary>
    /// <remarks>As PEP 440 orders them: 2.0rc1 is before 2.0, but not below it; 2.0.post1 is after it, but not above it.</remarks>
    public bool Allows(string version)
    {
        if (Version is null)
        {
            return true;
        }

        var (found, asked) = (version.Split('+')[0], Version.Split('+')[0]);
        var numbers = CompareNumbers(found, asked);
        var order = numbers != 0 ? numbers : CompareRests(Rest(found), Rest(asked));
        return Operator switch
        {
            "==" => order == 0,
            "<" => order < 0 && (numbers != 0 || Rest(asked).Length > 0),
            "<=" => order <= 0,
            ">" => order > 0 && (numbers != 0 || Rest(asked).Length > 0),
            _ => order >= 0,
        };
    }

    // Releases by their numbers, 2 being 2.0.
    private static int CompareNumbers(string a, string b)
    {
        var (left, right) = (Parts(a), Parts(b));
        for (var i = 0; i < Math.Max(left.Length, right.Length); i++)
        {
            var order = left.ElementAtOrDefault(i).CompareTo(right.ElementAtOrDefault(i));
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }

    private static int CompareRests(string a, string b) =>
        Rank(a) != Rank(b) ? Rank(a).CompareTo(Rank(b)) : string.CompareOrdinal(a, b);

    // What comes before a release, the release itself, what comes after it.
    private static int Rank(string rest) =>
        rest.Length == 0 ? 0
        : rest.StartsWith(".post", StringComparison.Ordinal) ? 1
        : -1;

    private static int[] Parts(string version) =>
        [
            .. Release()
                .Match(version)
                .Value.Split('.', StringSplitOptions.RemoveEmptyEntries)
                .Select(n => int.Parse(n, NumberStyles.None, CultureInfo.InvariantCulture)),
        ];

    private static string Rest(string version) => version[Release().Match(version).Length..];

    [GeneratedRegex(
        @"^(?<name>[A-Za-z0-9][A-Za-z0-9._-]*)(\[[A-Za-z0-9,._-]*\])?\s*((?<operator>==|<=|>=|<|>)\s*(?<version>[0-9][A-Za-z0-9.+]*))?\z",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Form();

    [GeneratedRegex(@"^\d{1,9}(\.\d{1,9})*", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Release();
}
