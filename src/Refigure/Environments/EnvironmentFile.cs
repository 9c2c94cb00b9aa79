using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Refigure.Catalog;
using Refigure.Patches;

namespace Refigure.Environments;

/// <summary>An <c>env.yaml</c>: the specification and what only the installer needs.</summary>
/// <param name="Spec">What runs need to know.</param>
/// <param name="Bytes">What the installed environment takes on disk.</param>
internal sealed record EnvironmentFile(EnvironmentSpec Spec, long Bytes)
{
    public const string FileName = "env.yaml";
    public const string NpmLockName = "package-lock.json";
    public const string PythonLockName = "requirements.txt";
    private const double Megabyte = 1e6;

    private static readonly ImmutableSortedDictionary<string, string> NoTexts = ImmutableSortedDictionary.Create<
        string,
        string
    >(StringComparer.Ordinal);

    private static readonly string[] Keys =
    [
        "kind",
        "engine",
        "engine_version",
        "llama_cpp",
        "released",
        "driver",
        "disk_megabytes",
        "python",
        "cuda",
        "commit",
        "variables",
        "patches",
    ];

    /// <summary>Reads the file of a folder.</summary>
    /// <exception cref="UserErrorException">It is wrong, or something that it names is missing.</exception>
    public static EnvironmentFile Read(string folder) => Read(folder, PackageSource.Index);

    /// <summary>Reads the file of a folder.</summary>
    /// <exception cref="UserErrorException">It is wrong, or something that it names is missing.</exception>
    public static EnvironmentFile Read(string folder, PackageSource source)
    {
        var name = Path.GetFileName(folder);
        var file = $"envs/{name}/{FileName}";
        using var text = new StringReader(Encoding.UTF8.GetString(Content(Path.Combine(folder, FileName), file)));
        var map = YamlMap.Load(text, file);
        map.AllowOnly(Keys);
        var kind = map.RequireOneOf("kind", "npm", "python-venv");
        var isPython = kind == "python-venv";
        var driver = map.OptionalText("driver") is { } relative ? Path.GetFullPath(relative, folder) : null;
        if (driver is not null && !File.Exists(driver))
        {
            throw new UserErrorException($"{file}: driver names {driver}, which is not there; expected a file.");
        }

        var locked = isPython ? PythonLock(folder, name, source) : Path.Combine(folder, NpmLockName);
        var patches = map.OptionalText("patches") is { } path ? Path.GetFullPath(path, folder) : null;
        var spec = new EnvironmentSpec
        {
            Name = name,
            Folder = folder,
            Kind = kind,
            Engine = map.RequireOneOf("engine", "vllm", "llamacpp", "transformers", "tgi"),
            EngineVersion = map.RequireText("engine_version"),
            Released = map.OptionalText("released"),
            LockHash = Hash(folder, locked, driver, isPython && source.Underneath),
            Driver = driver,
            Lock = locked,
            Python = isPython ? map.RequireText("python") : map.OptionalText("python"),
            Cuda = map.OptionalText("cuda"),
            Commit = map.OptionalText("commit"),
            PatchFolder = patches,
            PatchHashes = patches is null ? NoTexts : PatchSeries.Read(patches).Hashes,
            Variables = map.OptionalMap("variables")?.Texts() ?? NoTexts,
            Source = isPython ? source : PackageSource.Index,
        };
        var size = map.OptionalPositive("disk_megabytes", "megabytes on disk");
        return new EnvironmentFile(
            spec,
            (long)((size ?? throw map.Lacks("disk_megabytes", "megabytes on disk")) * Megabyte)
        );
    }

    private static string PythonLock(string folder, string name, PackageSource source) =>
        source.Wheelhouse is { } wheels
        && Path.Combine(wheels, $"requirements-{name}.txt") is var own
        && File.Exists(own)
            ? own
            : Path.Combine(folder, PythonLockName);

    // Each file by its name and length, then its bytes, so that nothing can move from one file into the next unseen.
    private static string Hash(string folder, string locked, string? driver, bool underneath)
    {
        string[] modules = driver is null
            ? []
            : Directory.GetFiles(Path.GetDirectoryName(driver)!, "*" + Path.GetExtension(driver));
        Array.Sort(modules, StringComparer.Ordinal);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var path in (string[])[locked, Path.Combine(folder, FileName), .. modules])
        {
            var content = Content(path, path);
            hash.AppendData(Encoding.UTF8.GetBytes($"{Path.GetFileName(path)}\n{content.Length}\n"));
            hash.AppendData(content);
        }

        if (underneath)
        {
            hash.AppendData("packages underneath\n"u8);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static byte[] Content(string path, string named)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"{named} cannot be read ({e.Message.TrimEnd('.')}): restore it.", e);
        }
    }
}
