using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Refigure.Catalog;

namespace Refigure.Environments;

/// <summary>Reads <c>envs/NAME/env.yaml</c>. Only a folder with that file is an environment.</summary>
public sealed class EnvironmentCatalog : IEnvironmentCatalog
{
    /// <summary>The file that describes an environment.</summary>
    public const string FileName = "env.yaml";

    /// <summary>The lock file of an npm environment.</summary>
    public const string NpmLock = "package-lock.json";

    private static readonly string[] Keys =
    [
        "kind",
        "engine",
        "engine_version",
        "llama_cpp",
        "released",
        "driver",
        "disk_megabytes",
        "variables",
    ];
    private readonly string _folder;
    private readonly Dictionary<string, EnvironmentSpec?> _read = new(StringComparer.Ordinal);

    /// <summary>A catalog.</summary>
    /// <param name="folder">The folder <c>envs</c>.</param>
    public EnvironmentCatalog(string folder)
    {
        _folder = Path.GetFullPath(folder);
        Names = Directory.Exists(_folder)
            ?
            [
                .. Directory
                    .EnumerateDirectories(_folder)
                    .Where(d => File.Exists(Path.Combine(d, FileName)))
                    .Select(d => Path.GetFileName(d))
                    .Order(StringComparer.Ordinal),
            ]
            : [];
    }

    /// <inheritdoc />
    public ImmutableArray<string> Names { get; }

    /// <inheritdoc />
    public EnvironmentSpec? Find(string name)
    {
        if (!_read.TryGetValue(name, out var spec))
        {
            _read[name] = spec = Names.Contains(name) ? Read(name) : null;
        }

        return spec;
    }

    /// <summary>The environment of that name.</summary>
    /// <exception cref="UserErrorException">There is none, or its description is wrong.</exception>
    public EnvironmentSpec Get(string name) =>
        Find(name)
        ?? throw new UserErrorException(
            $"There is no environment {name} in envs/: expected one of {string.Join(", ", Names)}."
        );

    private EnvironmentSpec Read(string name)
    {
        var folder = Path.Combine(_folder, name);
        var file = $"envs/{name}/{FileName}";
        using var text = File.OpenText(Path.Combine(folder, FileName));
        var map = YamlMap.Load(text, file);
        map.AllowOnly(Keys);
        var kind = map.RequireOneOf("kind", "npm");
        var driver = map.OptionalText("driver") is { } relative ? Path.GetFullPath(relative, folder) : null;
        if (driver is not null && !File.Exists(driver))
        {
            throw map.Wrong("driver", $"names {driver}, which is not there; expected the file that starts the engine");
        }

        return new EnvironmentSpec
        {
            Name = name,
            Folder = folder,
            Kind = kind,
            Engine = map.RequireOneOf("engine", "llamacpp"),
            EngineVersion = map.RequireText("engine_version"),
            Released = map.OptionalText("released"),
            Variables = map.OptionalMap("variables") is { } variables
                ? variables.Texts()
                : ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal),
            DiskBytes = (long)((map.OptionalPositive("disk_megabytes", "megabytes") ?? 0) * 1e6),
            LockHash = LockHash(folder, file, driver),
            Driver = driver,
        };
    }

    // Whatever decides what is installed and what is started; the names count too, so that renaming a file shows.
    private static string LockHash(string folder, string file, string? driver)
    {
        var lockFile = Path.Combine(folder, NpmLock);
        if (!File.Exists(lockFile))
        {
            throw new UserErrorException($"{file}: {NpmLock} is not beside it; expected the lock file that pins it.");
        }

        List<string> files = [lockFile, Path.Combine(folder, FileName)];
        if (driver is not null)
        {
            var modules = Directory.GetFiles(Path.GetDirectoryName(driver)!, "*" + Path.GetExtension(driver));
            files.AddRange(modules.Order(StringComparer.Ordinal));
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var path in files)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{Path.GetFileName(path)}\n"));
            hash.AppendData(SHA256.HashData(File.ReadAllBytes(path)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
