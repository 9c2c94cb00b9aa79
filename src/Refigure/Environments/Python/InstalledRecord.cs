using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;

namespace Refigure.Environments.Python;

/// <summary>
/// What was installed, written down when it was, as <c>refigure-installed.json</c> in the environment: so that somebody's
/// <c>pip install</c> over it is seen before a run.
/// </summary>
internal static class InstalledRecord
{
    /// <summary>The file.</summary>
    public const string FileName = "refigure-installed.json";
    private const string Ending = ".dist-info";

    private static readonly JsonWriterOptions Indented = new() { Indented = true };

    /// <summary>Writes down what lies in an environment.</summary>
    /// <param name="spec">The environment.</param>
    /// <param name="installed">What it says of itself.</param>
    /// <param name="site">Its own packages; what lies underneath is not among them.</param>
    /// <param name="hashes">SHA-256 of the file that each package came from, by normal name.</param>
    /// <param name="more">What else is to be known, such as who made its Python.</param>
    public static byte[] Write(
        EnvironmentSpec spec,
        InstalledPackages installed,
        string site,
        ImmutableSortedDictionary<string, string> hashes,
        IEnumerable<(string Key, string Value)> more
    )
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Indented))
        {
            json.WriteStartObject();
            json.WriteString("environment", spec.Name);
            json.WriteString("lock_hash", spec.LockHash);
            json.WriteString("python", installed.Python);
            json.WriteString("engine_version", installed.EngineVersion);
            json.WriteString("engine_commit", installed.EngineCommit);
            if (spec.Unlocked is { } reason)
            {
                json.WriteString("unlocked", reason);
            }

            foreach (var (key, value) in more)
            {
                json.WriteString(key, value);
            }

            json.WriteStartObject("packages");
            foreach (var (folder, record) in Folders(site, withRecords: true))
            {
                var name = NameIn(folder);
                json.WriteStartObject(folder);
                json.WriteString("version", installed.Packages.GetValueOrDefault(name));
                json.WriteString("sha256", hashes.GetValueOrDefault(name));
                json.WriteString("record", record);
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }

    /// <summary>Refuses an environment that is no longer what was installed.</summary>
    /// <param name="spec">The environment.</param>
    /// <param name="prefix">Where it lies.</param>
    /// <param name="site">Its own packages.</param>
    /// <param name="thoroughly">
    /// Whether each package's list of files is held against what it was, too: a package of the same version that was installed
    /// again has another one. Otherwise names and versions only.
    /// </param>
    /// <exception cref="UserErrorException">It is not; the sentence names the first package that differs.</exception>
    public static void RefuseChanged(EnvironmentSpec spec, string prefix, string site, bool thoroughly)
    {
        var expected = Read(spec, Path.Combine(prefix, FileName));
        var found = Folders(site, thoroughly).ToImmutableSortedDictionary(f => f.Folder, f => f.Record);
        var change = expected.Keys.FirstOrDefault(folder => !found.ContainsKey(folder)) is { } gone
            ? found.Keys.FirstOrDefault(f => NameIn(f) == NameIn(gone)) is { } other
                ? $"{Plain(gone)} was installed, and {Plain(other)} is there"
                : $"{Plain(gone)} was installed, and is gone"
            : found.Keys.FirstOrDefault(folder => !expected.ContainsKey(folder)) is { } added
                ? $"{Plain(added)} was added"
                : thoroughly && expected.FirstOrDefault(e => found[e.Key] != e.Value) is { Key: { } again }
                    ? $"{Plain(again)} was installed again from another file"
                    : null;
        if (change is not null)
        {
            throw Refusal(spec, $"in {prefix} is no longer what was set up ({change})");
        }
    }

    private static ImmutableSortedDictionary<string, string?> Read(EnvironmentSpec spec, string file)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file));
            return json
                .RootElement.GetProperty("packages")
                .EnumerateObject()
                .ToImmutableSortedDictionary(
                    p => p.Name,
                    p => p.Value.GetProperty("record").GetString(),
                    StringComparer.Ordinal
                );
        }
        catch (Exception e)
            when (e
                    is IOException
                        or UnauthorizedAccessException
                        or JsonException
                        or KeyNotFoundException
                        or InvalidOperationException
                        or ArgumentException
            )
        {
            throw Refusal(spec, $"cannot be checked, because {file} cannot be read");
        }
    }

    private static UserErrorException Refusal(EnvironmentSpec spec, string what) =>
        new($"{spec.Name} {what}: set it up anew with --target Setup --env {spec.Name} --force.");

    private static IEnumerable<(string Folder, string? Record)> Folders(string site, bool withRecords) =>
        !Directory.Exists(site)
            ? []
            : Directory
                .EnumerateDirectories(site, "*" + Ending)
                .Order(StringComparer.Ordinal)
                .Select(folder =>
                    (Path.GetFileName(folder), withRecords ? Digest(Path.Combine(folder, "RECORD")) : null)
                );

    private static string? Digest(string file) =>
        File.Exists(file) ? Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))) : null;

    private static string NameIn(string folder) => PythonLock.Normal(folder.Split('-')[0]);

    private static string Plain(string folder) => folder[..^Ending.Length];
}
