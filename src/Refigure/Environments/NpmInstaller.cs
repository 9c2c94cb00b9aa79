using System.Collections.Immutable;
using Refigure.Files;

namespace Refigure.Environments;

/// <summary>Environments of kind <c>npm</c>: what <c>npm ci</c> installs.</summary>
public sealed class NpmInstaller : IEnvironmentInstaller
{
    private static readonly string[] Copied = ["package.json", EnvironmentFile.NpmLockName];

    // With npm's own pauses before it tries again, a machine without network would hear of it after more than a minute.
    private static readonly ImmutableArray<string> Arguments =
    [
        "ci",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--prefer-offline",
        "--fetch-retry-mintimeout=1000",
        "--fetch-retry-maxtimeout=4000",
    ];

    private readonly string _folder;
    private readonly Func<string, long> _freeDisk;
    private readonly IToolRunner _tools;
    private readonly IFileSystem _system;
    private readonly string _platform;

    /// <summary>An installer for this machine.</summary>
    /// <param name="folder">The folder that holds a folder for each environment, absolute.</param>
    /// <param name="freeDisk">Tells the free bytes of a path's file system.</param>
    /// <param name="tools">Finds and runs node and npm.</param>
    /// <param name="system">What changes files.</param>
    public NpmInstaller(string folder, Func<string, long> freeDisk, IToolRunner tools, IFileSystem system)
        : this(folder, freeDisk, tools, system, NpmPlatforms.Here) { }

    /// <summary>An installer for a machine of a platform such as <c>linux-x64</c>.</summary>
    internal NpmInstaller(
        string folder,
        Func<string, long> freeDisk,
        IToolRunner tools,
        IFileSystem system,
        string platform
    )
    {
        _folder = folder;
        _freeDisk = freeDisk;
        _tools = tools;
        _system = system;
        _platform = platform;
    }

    /// <inheritdoc />
    public InstalledEnvironment? Find(EnvironmentSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return Prefix(spec) is { IsInstalled: true } prefix && _tools.Find("node") is { } node
            ? new InstalledEnvironment(spec, prefix.Path, node)
            : null;
    }

    /// <inheritdoc />
    public long DiskNeeded(EnvironmentSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return Prefix(spec).IsInstalled ? 0 : EnvironmentFile.Read(spec.Folder).Bytes;
    }

    /// <inheritdoc />
    public async Task<InstalledEnvironment> EnsureAsync(
        EnvironmentSpec spec,
        IWorkProgress progress,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(progress);
        if (spec.Kind != "npm")
        {
            throw new UserErrorException($"{spec.Name} is of kind {spec.Kind}; expected npm to set it up here.");
        }

        var tools = await NodeTools.FindAsync(_tools, cancellation);
        var prefix = Prefix(spec);
        if (!prefix.IsInstalled)
        {
            await Install(spec, prefix, tools, progress, cancellation);
        }

        return new InstalledEnvironment(spec, prefix.Path, tools.Node);
    }

    private async Task Install(
        EnvironmentSpec spec,
        EnvironmentPrefix prefix,
        NodeTools tools,
        IWorkProgress progress,
        CancellationToken cancellation
    )
    {
        var locked = await File.ReadAllBytesAsync(spec.Lock!, cancellation);
        NpmPlatforms.RefuseUnlessIn(spec, locked, _platform);
        var what = $"environment {spec.Name}";
        progress.Report(what, null);
        await prefix.BuildAsync(
            DiskNeeded(spec),
            _freeDisk,
            async partial =>
            {
                foreach (var name in Copied)
                {
                    prefix.Write(
                        Path.Combine(partial, name),
                        await File.ReadAllBytesAsync(Path.Combine(spec.Folder, name), cancellation)
                    );
                }

                await RunNpm(spec, prefix.Path + ".npm.log", tools, partial, cancellation);
            }
        );
        progress.Report(what, 1);
    }

    private async Task RunNpm(
        EnvironmentSpec spec,
        string log,
        NodeTools tools,
        string partial,
        CancellationToken cancellation
    )
    {
        var lines = new List<string>();
        var call = new ToolCall(tools.Npm, Arguments, partial);
        int exitCode;
        using (var file = new StreamWriter(_system.Create(log)))
        {
            exitCode = await _tools.RunAsync(
                call,
                line =>
                {
                    lines.Add(line);
                    file.WriteLine(line);
                },
                cancellation
            );
        }

        if (exitCode != 0)
        {
            throw NpmFailure.Explain(spec.Name, exitCode, lines, log);
        }
    }

    private EnvironmentPrefix Prefix(EnvironmentSpec spec) => new(spec, _folder, _system);
}
