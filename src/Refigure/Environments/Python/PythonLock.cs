using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;

namespace Refigure.Environments.Python;

/// <summary>A hash-locked requirements file: <c>name==version --hash=sha256:...</c>, one package a line.</summary>
/// <param name="File">The file.</param>
/// <param name="Packages">The packages, by normal name.</param>
internal sealed record PythonLock(string File, ImmutableSortedDictionary<string, LockedPackage> Packages)
{
    private const string Hash = "--hash=sha256:";
    private const int HashLength = 64;
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    /// <summary>The Python that it was made for, such as <c>3.12</c>; null if it does not say.</summary>
    public string? Python { get; private init; }

    /// <summary>The platform that it was made for, such as <c>Linux x86_64, glibc >= 2.35</c>; null if it does not say.</summary>
    public string? Platform { get; private init; }

    /// <summary>What is fetched in all; 0 if it does not say.</summary>
    public long DownloadBytes { get; private init; }

    /// <summary>Reads it.</summary>
    /// <exception cref="UserErrorException">A line is no locked package: file, line, what was expected.</exception>
    public static PythonLock Read(string file)
    {
        var packages = ImmutableSortedDictionary.CreateBuilder<string, LockedPackage>(StringComparer.Ordinal);
        var lines = Lines(file);
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Length == 0 || lines[i][0] == '#')
            {
                continue;
            }

            var package =
                Package(lines[i])
                ?? throw new UserErrorException(
                    $"{file}, line {i + 1}: '{Short(lines[i])}' is no locked package; expected name==version --hash=sha256:…"
                );
            if (!packages.TryAdd(package.Name, package))
            {
                throw new UserErrorException(
                    $"{file}, line {i + 1}: {package.Name} was locked above; expected it once."
                );
            }
        }

        return packages.Count == 0
            ? throw new UserErrorException($"{file} names no package: restore it.")
            : new PythonLock(file, packages.ToImmutable())
            {
                Python = Header(lines, "# Python:"),
                Platform = Header(lines, "# platform:"),
                DownloadBytes = long.TryParse(
                    Header(lines, "# total download:")?.Split(' ')[0],
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var bytes
                )
                    ? bytes
                    : 0,
            };
    }

    /// <summary>A name as packages are compared: lower case, one dash for any run of dashes, dots and underscores (PEP 503).</summary>
    public static string Normal(string name) =>
        string.Join('-', name.Trim().ToLowerInvariant().Split(['-', '_', '.'], StringSplitOptions.RemoveEmptyEntries));

    private static LockedPackage? Package(string line)
    {
        var comment = line.IndexOf(" #", StringComparison.Ordinal);
        var words = (comment < 0 ? line : line[..comment]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string[] pin = words is [] ? [] : words[0].Split("==");
        return pin is [{ Length: > 0 } name, { Length: > 0 } version] && words.Length > 1 && words.Skip(1).All(IsHash)
            ? new LockedPackage(
                Normal(name),
                version,
                [.. words.Skip(1).Select(w => w[Hash.Length..])],
                comment >= 0 && line[comment..].Contains("sdist", StringComparison.Ordinal),
                line
            )
            : null;
    }

    private static bool IsHash(string word) =>
        word.StartsWith(Hash, StringComparison.Ordinal)
        && word.Length == Hash.Length + HashLength
        && word.AsSpan(Hash.Length).IndexOfAnyExcept(Digits) < 0;

    private static string? Header(string[] lines, string key) =>
        Array.Find(lines, l => l.StartsWith(key, StringComparison.Ordinal))?[key.Length..].Trim();

    private static string[] Lines(string file)
    {
        try
        {
            return [.. System.IO.File.ReadLines(file).Select(l => l.Trim())];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"{file} cannot be read ({e.Message.TrimEnd('.')}): restore it.", e);
        }
    }

    private static string Short(string line) => line.Length > 60 ? line[..60] + "…" : line;
}
