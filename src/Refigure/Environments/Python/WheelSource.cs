using Refigure.Files;

namespace Refigure.Environments.Python;

/// <summary>Brings the wheels of an environment into one folder: those of a wheelhouse, or of the index.</summary>
/// <param name="tools">Finds tar.</param>
/// <param name="system">What changes files.</param>
internal sealed class WheelSource(IToolRunner tools, IFileSystem system)
{
    private const string Archives = "*.tar.xz";

    /// <summary>Refuses a wheelhouse that is not there.</summary>
    public static void RefuseMissing(PackageSource source)
    {
        if (source.Wheelhouse is { } house && !Directory.Exists(house))
        {
            throw new UserErrorException($"--wheelhouse {house}: there is no such folder; expected one with wheels.");
        }
    }

    /// <summary>The wheels of a wheelhouse, unpacked if need be, each of them checked.</summary>
    /// <exception cref="UserErrorException">Something is missing, damaged, or for another Python or platform.</exception>
    public async Task<string> OfWheelhouseAsync(
        EnvironmentSpec spec,
        PythonLock locked,
        string work,
        SetupLog log,
        CancellationToken cancellation
    )
    {
        var house = spec.Source.Wheelhouse!;
        var wheels = house;
        string[] archives =
        [
            .. Directory.GetFiles(house, Archives).Where(a => IsFor(a, spec.Name)).Order(StringComparer.Ordinal),
        ];
        if (archives.Length > 0)
        {
            var tar =
                tools.Find("tar")
                ?? throw new UserErrorException("tar was not found, which unpacks a wheelhouse: install it.");
            wheels = Path.Combine(work, "wheels");
            system.CreateDirectory(wheels);
            foreach (var archive in archives)
            {
                await log.RunAsync(
                    new ToolCall(
                        tar,
                        ["--extract", "--xz", "--no-same-owner", "--file", archive, "--directory", wheels],
                        work
                    ),
                    onLine: null,
                    cancellation
                );
            }
        }

        (await WheelFolder.LookAsync(wheels, cancellation)).RefuseUnlessComplete(spec.Name, house, locked);
        return wheels;
    }

    // An archive that is named like another environment is for that one.
    private static bool IsFor(string archive, string environment)
    {
        var name = Path.GetFileName(archive);
        return name == environment + ".tar.xz" || !name.StartsWith("vllm-", StringComparison.Ordinal);
    }
}
