using System.Collections.Immutable;
using System.Text;
using Refigure.Catalog;
using Refigure.Environments.Python;
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

    /// <summary>Reads the file of a folder.</summary>
    /// <exception cref="UserErrorException">It is wrong, or something that it names is missing.</exception>
    public static EnvironmentFile Read(string folder) => Read(folder, PackageSource.Index);

    /// <summary>Reads the file of a folder.</summary>
    /// <exception cref="UserErrorException">It is wrong, or something that it names is missing.</exception>
    public static EnvironmentFile Read(string folder, PackageSource source)
    {
        var name = Path.GetFileName(folder);
        var file = $"envs/{name}/{FileName}";
        using var text = new StringReader(
            Encoding.UTF8.GetString(EnvironmentHash.Content(Path.Combine(folder, FileName), file))
        );
        var map = YamlMap.Load(text, file);
        var kind = EnvironmentKeys.Kind(map);
        var isPython = kind is "python-venv" or "conda";
        var unlocked = kind == "npm" ? null : map.OptionalText("unlocked");
        var driver = map.OptionalText("driver") is { } relative ? Path.GetFullPath(relative, folder) : null;
        if (driver is not null && !File.Exists(driver))
        {
            throw new UserErrorException($"{file}: driver names {driver}, which is not there; expected a file.");
        }

        var from = isPython
            ? Source(map, folder, source)
            : PackageSource.Index with
            {
                AllowUnlocked = source.AllowUnlocked,
            };
        var locked = Lock(kind, folder, name, unlocked, from);
        var patches = map.OptionalText("patches") is { } path ? Path.GetFullPath(path, folder) : null;
        var spec = new EnvironmentSpec
        {
            Name = name,
            Folder = folder,
            Kind = kind,
            Engine = map.RequireOneOf("engine", "vllm", "llamacpp", "transformers", "tgi"),
            EngineVersion = map.RequireText("engine_version"),
            Released = map.OptionalText("released"),
            LockHash = EnvironmentHash.Of(folder, locked, driver, from.Underneath),
            Driver = driver,
            Lock = locked,
            Unlocked = unlocked,
            Python = EnvironmentKeys.Python(map, kind),
            Requirements = isPython ? Texts(map, "requirements") : [],
            Channel = kind == "conda" ? map.RequireText("channel") : null,
            Image = EnvironmentKeys.Image(map, kind, unlocked),
            Cuda = EnvironmentKeys.Cuda(map),
            Commit = EnvironmentKeys.Commit(map),
            PatchFolder = patches,
            PatchHashes = patches is null ? NoTexts : PatchSeries.Read(patches).Hashes,
            Variables = map.OptionalMap("variables")?.Texts() ?? NoTexts,
            BuildVariables = isPython ? map.OptionalMap("build_variables")?.Texts() ?? NoTexts : NoTexts,
            Source = from,
        };
        if (isPython)
        {
            CheckPackages(map, spec);
        }

        var size = map.OptionalPositive("disk_megabytes", "megabytes on disk");
        return new EnvironmentFile(
            spec,
            (long)((size ?? throw map.Lacks("disk_megabytes", "megabytes on disk")) * Megabyte)
        );
    }

    private static void CheckPackages(YamlMap map, EnvironmentSpec spec)
    {
        if (spec.Lock is { } locked)
        {
            new LockInput(map, spec, Texts(map, "held_back"), Texts(map, "overrides")).RefuseUnlessIn(
                PythonLock.Read(locked)
            );
        }
        else if (spec.Requirements.IsEmpty)
        {
            throw map.Lacks("requirements", "what is installed, since unlocked says that there is no lock");
        }
    }

    // The option goes before the file.
    private static PackageSource Source(YamlMap map, string folder, PackageSource source) =>
        source.Wheelhouse is null && map.OptionalText("wheelhouse") is { } wheels
            ? source with
            {
                Wheelhouse = Path.GetFullPath(wheels, folder),
            }
            : source;

    private static string? Lock(string kind, string folder, string name, string? unlocked, PackageSource source) =>
        kind == "npm" ? Path.Combine(folder, NpmLockName)
        : kind == "container" || unlocked is not null ? null
        : source.Wheelhouse is { } wheels
        && Path.Combine(wheels, Wheelhouse.ListNameOf(name)) is var own
        && File.Exists(own)
            ? own
        : Path.Combine(folder, PythonLockName);

    private static ImmutableArray<string> Texts(YamlMap map, string key) => map.Has(key) ? map.RequireTexts(key) : [];
}
