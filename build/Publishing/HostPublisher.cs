using Refigure.Environments;

namespace Refigure.Build.Publishing;

/// <summary>Makes this host for a machine without .NET: with its runtime, of which what nobody uses is left out.</summary>
/// <param name="root">The checkout.</param>
/// <param name="tools">Runs the .NET SDK.</param>
internal sealed class HostPublisher(string root, IToolRunner tools)
{
    // Debugging and other collectors: nobody needs them there.
    private static readonly string[] LeftOut =
    [
        "createdump",
        "createdump.exe",
        "clrgc.dll",
        "clrgcexp.dll",
        "mscordaccore.dll",
        "mscordbi.dll",
        "libmscordaccore.so",
        "libmscordbi.so",
        "libmscordaccore.dylib",
        "libmscordbi.dylib",
        "libclrgc.so",
        "libclrgcexp.so",
        "libclrgc.dylib",
        "libclrgcexp.dylib",
        "libcoreclrtraceptprovider.so",
    ];

    /// <summary>The files of a published host that are needed to run it.</summary>
    public static IEnumerable<string> Needed(string folder) =>
        Directory
            .EnumerateFiles(folder)
            .Where(file =>
                !LeftOut.Contains(Path.GetFileName(file))
                && !Path.GetFileName(file).StartsWith("mscordaccore_", StringComparison.Ordinal)
                && !Path.GetFileName(file).StartsWith("Microsoft.DiaSymReader", StringComparison.Ordinal)
                && Path.GetExtension(file) is not (".xml" or ".pdb")
            );

    /// <summary>Publishes it.</summary>
    /// <param name="runtime">The runtime identifier, such as <c>linux-x64</c>.</param>
    /// <param name="to">The folder that it goes to.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="properties">Further properties, as <c>-p:NAME=VALUE</c>.</param>
    /// <exception cref="UserErrorException">It cannot be published here.</exception>
    public async Task PublishAsync(
        string runtime,
        string to,
        CancellationToken cancellation,
        params string[] properties
    )
    {
        var dotnet =
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path && File.Exists(path)
                ? path
                : tools.Find("dotnet")
                    ?? throw new UserErrorException(
                        "A host for other machines is published with the .NET SDK, and dotnet is not on the path: install .NET 10."
                    );
        // As envs/offline/publish.sh has it: only the framework is trimmed, for what is used by reflection must stay.
        var call = new ToolCall(
            dotnet,
            [
                "publish",
                Path.Combine(root, "build", "Build.csproj"),
                "-c",
                "Release",
                "-r",
                runtime,
                "--self-contained",
                "-nodeReuse:false",
                "-p:UseSharedCompilation=false",
                "-p:UseAppHost=true",
                "-p:PublishReadyToRun=false",
                "-p:DebugType=none",
                "-p:PublishTrimmed=true",
                "-p:TrimMode=partial",
                "-p:SuppressTrimAnalysisWarnings=true",
                "-p:JsonSerializerIsReflectionEnabledByDefault=true",
                "-p:TreatWarningsAsErrors=false",
                // Tests and editors restore the same projects in other ways.
                $"-p:ArtifactsPath={Path.Combine(root, "artifacts", "bootstrap-nodes")}",
                .. properties,
                "-o",
                to,
            ],
            root
        );
        var said = new List<string>();
        if (await tools.RunAsync(call, said.Add, cancellation) is var code and not 0)
        {
            var why = said.FirstOrDefault(line => line.Contains("error", StringComparison.OrdinalIgnoreCase));
            throw new UserErrorException(
                $"The host for {runtime} could not be published (exit code {code}: {why ?? said.LastOrDefault() ?? "no word why"}): make dotnet publish of build/Build.csproj work here, which fetches that runtime once."
            );
        }
    }
}
