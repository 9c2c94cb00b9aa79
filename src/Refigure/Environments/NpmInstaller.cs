using System.Globalization;
using Refigure.Files;

namespace Refigure.Environments;

/// <summary>
/// Installs npm environments: <c>npm ci</c> into a folder of its own, which is renamed into place when it is whole. No
/// package's scripts run. npm's own cache makes a second time work without network.
/// </summary>
public sealed class NpmInstaller : IEnvironmentInstaller
{
    private const int HashLength = 12;
    private const string Marker = ".installed";
    private const string Partial = ".partial-";

    private static readonly string[] Arguments =
    [
        "ci",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--prefer-offline",
        "--no-update-notifier",
    ];

    // What npm calls the ways in which a registry cannot be reached.
    private static readonly string[] NoNetwork =
    [
        "ENOTFOUND",
        "ECONNREFUSED",
        "EAI_AGAIN",
        "ETIMEDOUT",
        "ENETUNREACH",
        "ENOTCACHED",
        "ECONNRESET",
    ];

    private readonly string _folder;
    private readonly Func<NodeTools> _tools;
    private readonly ICommandRunner _runner;
    private readonly Func<string, long> _freeDisk;
    private readonly IFileSystem _system;

    /// <summary>An installer.</summary>
    /// <param name="folder">The folder that holds a folder for each environment.</param>
    /// <param name="tools">Finds Node.js and npm; asked when they are needed.</param>
    /// <param name="runner">Runs npm.</param>
    /// <param name="freeDisk">Tells the free bytes of a path's file system.</param>
    /// <param name="system">What changes files.</param>
    public NpmInstaller(
        string folder,
        Func<NodeTools> tools,
        ICommandRunner runner,
        Func<string, long> freeDisk,
        IFileSystem system
    )
    {
        _folder = folder;
        _tools = tools;
        _runner = runner;
        _freeDisk = freeDisk;
        _system = system;
    }

    /// <inheritdoc />
    public InstalledEnvironment? Find(EnvironmentSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return IsInstalled(spec) ? new InstalledEnvironment(spec, PrefixOf(spec), _tools().Node) : null;
    }

    /// <inheritdoc />
    public long DiskNeeded(EnvironmentSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return IsInstalled(spec) ? 0 : spec.DiskBytes;
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
        if (Find(spec) is { } there)
        {
            return there;
        }

        var tools = _tools();
        var prefix = PrefixOf(spec);
        if (_freeDisk(_folder) is var free && free < spec.DiskBytes)
        {
            throw new UserErrorException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{spec.Name} takes {spec.DiskBytes / 1e6:0} MB, but {_folder} has {free / 1e6:0} MB free: make room, or name another folder with --store."
                )
            );
        }

        progress.Report($"environment {spec.Name}", null);
        var partial = $"{prefix}{Partial}{System.Environment.ProcessId}";
        try
        {
            _system.DeleteDirectory(partial);
            _system.CreateDirectory(partial);
            foreach (var name in new[] { "package.json", EnvironmentCatalog.NpmLock })
            {
                Copy(Path.Combine(spec.Folder, name), Path.Combine(partial, name));
            }

            await Npm(spec, tools, partial, cancellation);
            WriteMarker(partial, spec);
            IntoPlace(partial, prefix);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException(
                $"{prefix} cannot be written ({e.Message.TrimEnd('.')}): make room, or name another folder with --store.",
                e
            );
        }
        finally
        {
            _system.DeleteDirectory(partial);
        }

        progress.Report($"environment {spec.Name}", 1);
        return new InstalledEnvironment(spec, prefix, tools.Node);
    }

    private async Task Npm(EnvironmentSpec spec, NodeTools tools, string partial, CancellationToken cancellation)
    {
        var log = Path.Combine(_folder, $"{spec.Name}.npm.log");
        var exit = await _runner.RunAsync(tools.Npm, Arguments, partial, log, cancellation);
        if (exit != 0)
        {
            throw new UserErrorException(Explain(spec, exit, File.ReadAllLines(log), log));
        }
    }

    private static string Explain(EnvironmentSpec spec, int exit, string[] lines, string log)
    {
        var text = string.Join('\n', lines);
        if (NoNetwork.Any(code => text.Contains(code, StringComparison.Ordinal)))
        {
            return $"{spec.Name} cannot be set up without network the first time: npm reached no registry; connect this machine, or set npm's registry or proxy ({log} has npm's words).";
        }

        if (text.Contains("EINTEGRITY", StringComparison.Ordinal))
        {
            return $"{spec.Name}: npm fetched a package whose digest is not the pinned one; empty npm's cache (npm cache clean --force) and try again ({log} names it).";
        }

        var last = lines.LastOrDefault(l => l.StartsWith("npm error", StringComparison.Ordinal) && l.Length > 12);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{spec.Name} could not be set up: npm ended with exit code {exit}{(last is null ? "" : $" ({last.Trim()})")}; {log} has all it said."
        );
    }

    // Somebody else may have been faster; then theirs is as good.
    private void IntoPlace(string partial, string prefix)
    {
        if (Directory.Exists(prefix) && !File.Exists(Path.Combine(prefix, Marker)))
        {
            _system.DeleteDirectory(prefix);
        }

        if (!Directory.Exists(prefix))
        {
            _system.MoveDirectory(partial, prefix);
        }
    }

    private void WriteMarker(string partial, EnvironmentSpec spec)
    {
        using var file = _system.Create(Path.Combine(partial, Marker));
        file.Write(System.Text.Encoding.UTF8.GetBytes(spec.LockHash + "\n"));
        _system.Sync(file);
    }

    private void Copy(string from, string to)
    {
        using var target = _system.Create(to);
        target.Write(File.ReadAllBytes(from));
    }

    private bool IsInstalled(EnvironmentSpec spec)
    {
        var marker = Path.Combine(PrefixOf(spec), Marker);
        return File.Exists(marker) && File.ReadAllText(marker).Trim() == spec.LockHash;
    }

    private string PrefixOf(EnvironmentSpec spec) => Path.Combine(_folder, spec.Name, spec.LockHash[..HashLength]);
}
