using System.Collections.Immutable;
using System.Globalization;

namespace Refigure.Environments.Python;

/// <summary>
/// How pip is called. Where its index is, and who the user is there, pip takes from its own configuration and variables
/// (<c>PIP_INDEX_URL</c>), never from the command line.
/// </summary>
internal static class PipCalls
{
    private const int NewestGlibc = 35;
    private const int OldestGlibc = 5;

    /// <summary>Nobody answers questions or watches bars.</summary>
    public static ImmutableArray<string> Quiet { get; } =
    ["--no-input", "--disable-pip-version-check", "--progress-bar=off"];

    /// <summary>Temporary files lie beside the environment: a node's <c>/tmp</c> is often too small for torch.</summary>
    public static ImmutableSortedDictionary<string, string> Variables(string work) =>
        ImmutableSortedDictionary
            .Create<string, string>(StringComparer.Ordinal)
            .Add("TMPDIR", work)
            .Add("PYTHONNOUSERSITE", "1")
            .Add("PIP_ROOT_USER_ACTION", "ignore");

    /// <summary>What pip is told to take files for the lock's Python on Linux x86_64, whatever it runs on.</summary>
    public static ImmutableArray<string> Platform(string python) =>
        [
            "--implementation",
            "cp",
            "--python-version",
            PythonInterpreter.Minor(python),
            .. Enumerable
                .Range(OldestGlibc, NewestGlibc - OldestGlibc + 1)
                .Reverse()
                .Select(minor => string.Create(CultureInfo.InvariantCulture, $"manylinux_2_{minor}_x86_64"))
                .Concat(["manylinux2014_x86_64", "manylinux2010_x86_64", "manylinux1_x86_64", "linux_x86_64"])
                .SelectMany(tag => new[] { "--platform", tag }),
        ];
}
