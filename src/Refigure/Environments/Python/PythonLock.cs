using System.Collections.Immutable;

namespace Refigure.Environments.Python;

/// <summary>A hash-locked requirements file: <c>name==version --hash=sha256:...</c>, one package a line.</summary>
/// <param name="File">The file.</param>
/// <param name="Packages">Versions by name, as in the file.</param>
internal sealed record PythonLock(string File, ImmutableSortedDictionary<string, string> Packages)
{
    private const string Hash = " --hash=sha256:";

    /// <summary>Reads it.</summary>
    /// <exception cref="UserErrorException">A line is no locked package: file, line, what was expected.</exception>
    public static PythonLock Read(string file)
    {
        var packages = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        string[] lines;
        try
        {
            lines = System.IO.File.ReadAllLines(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"{file} cannot be read ({e.Message.TrimEnd('.')}): restore it.", e);
        }

        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].Split(" #")[0].Trim();
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            var hash = line.IndexOf(Hash, StringComparison.Ordinal);
            var equals = line.IndexOf("==", StringComparison.Ordinal);
            if (hash < 0 || equals <= 0 || equals > hash)
            {
                throw new UserErrorException(
                    $"{file}, line {i + 1}: '{Short(line)}' is no locked package; expected name==version --hash=sha256:…"
                );
            }

            packages[Normal(line[..equals])] = line[(equals + 2)..hash].Trim();
        }

        return packages.Count > 0
            ? new PythonLock(file, packages.ToImmutable())
            : throw new UserErrorException($"{file} names no package: restore it.");
    }

    /// <summary>A name as packages are compared: lower case, one dash for any run of dashes, dots and underscores (PEP 503).</summary>
    public static string Normal(string name) =>
        string.Join('-', name.Trim().ToLowerInvariant().Split(['-', '_', '.'], StringSplitOptions.RemoveEmptyEntries));

    private static string Short(string line) => line.Length > 60 ? line[..60] + "…" : line;
}
