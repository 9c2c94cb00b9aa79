using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Refigure.Files;
using Refigure.Patches;

namespace Refigure.Environments.Python;

/// <summary>
/// Environments of kind <c>python-venv</c> and <c>conda</c>: a venv with just the packages of a hash-locked list, from the
/// package index or from a wheelhouse.
/// </summary>
public sealed class VenvInstaller : IEnvironmentInstaller
{
    private readonly string _folder;
    private readonly string _script;
    private readonly Func<string, long> _freeDisk;
    private readonly IToolRunner _tools;
    private readonly IFileSystem _system;

    /// <summary>An installer.</summary>
    /// <param name="folder">The folder that holds a folder for each environment, absolute.</param>
    /// <param name="script"><c>envs/installed.py</c>, absolute.</param>
    /// <param name="freeDisk">Tells the free bytes of a path's file system.</param>
    /// <param name="tools">Finds and runs Python.</param>
    /// <param name="system">What changes files.</param>
    public VenvInstaller(
        string folder,
        string script,
        Func<string, long> freeDisk,
        IToolRunner tools,
        IFileSystem system
    )
    {
        _folder = folder;
        _script = script;
        _freeDisk = freeDisk;
        _tools = tools;
        _system = system;
    }

    /// <summary>Interpreters of a version that are not on the path.</summary>
    internal Func<string, IEnumerable<string>> Elsewhere { get; init; } = OtherPythons.Of;

    /// <inheritdoc />
    public InstalledEnvironment? Find(EnvironmentSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        if (Prefix(spec) is not { IsInstalled: true } prefix)
        {
            return null;
        }

        var installed = Installed(spec, prefix.Path);
        InstalledRecord.RefuseChanged(spec, prefix.Path, installed.SitePackages!, thoroughly: false);
        return installed;
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
        var prefix = Prefix(spec);
        if (!prefix.IsInstalled)
        {
            await InstallAsync(spec, prefix, progress, cancellation);
        }

        var installed = Installed(spec, prefix.Path);
        InstalledRecord.RefuseChanged(spec, prefix.Path, installed.SitePackages!, thoroughly: true);
        try
        {
            _system.DeleteDirectory(VenvBuild.WheelsOf(prefix));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"{VenvBuild.WheelsOf(prefix)} could not be removed: remove it.", e);
        }

        if (spec.PatchFolder is { } patches)
        {
            var changed = new Patcher(_system).Apply(PatchSeries.Read(patches), installed.SitePackages!);
            await CompileAsync(installed, changed, cancellation);
        }

        return installed;
    }

    // Else the first start would do it, and be slower than the others by it. That it fails costs no more than that.
    private async Task CompileAsync(
        InstalledEnvironment installed,
        ImmutableArray<string> files,
        CancellationToken cancellation
    )
    {
        if (!files.IsEmpty)
        {
            string[] paths = [.. files.Select(f => Path.Combine(installed.SitePackages!, f))];
            await _tools.RunAsync(
                new ToolCall(installed.Program, ["-I", "-m", "compileall", "-q", .. paths], installed.Prefix),
                static _ => { },
                cancellation
            );
        }
    }

    /// <summary>Where packages lie in an environment.</summary>
    internal static string SitePackages(string prefix, string version) =>
        Path.Combine(prefix, "lib", "python" + PythonInterpreter.Minor(version), "site-packages");

    private async Task InstallAsync(
        EnvironmentSpec spec,
        EnvironmentPrefix prefix,
        IWorkProgress progress,
        CancellationToken cancellation
    )
    {
        UnlockedEnvironment.RefuseUnlessAllowed(spec);
        WheelSource.RefuseMissing(spec.Source);
        var locked = spec.Lock is { } file ? PythonLock.Read(file) : null;
        RefuseOtherPlatform(spec, locked);
        PythonInterpreter? python = null;
        if (spec.Kind == "conda" && spec.Source.Python is null)
        {
            CondaPython.FindTool(spec, _tools);
        }
        else
        {
            python = await PythonInterpreter.FindAsync(
                spec.Name,
                spec.Python!,
                spec.Source.Python,
                _tools,
                Elsewhere(spec.Python!),
                cancellation
            );
        }

        progress.Report($"environment {spec.Name}", null);
        var build = new VenvBuild(spec, locked, prefix, _script, _tools, _system, progress);
        await prefix.BuildAsync(
            DiskWhile(spec, prefix, locked),
            _freeDisk,
            partial => build.RunAsync(partial, python, cancellation)
        );
        progress.Report($"environment {spec.Name}", 1);
    }

    // What is fetched lies there beside what is installed, for a while.
    private long DiskWhile(EnvironmentSpec spec, EnvironmentPrefix prefix, PythonLock? locked)
    {
        if (spec.Source.Wheelhouse is { } house && spec.Source.Underneath)
        {
            // The list is the wheelhouse's own, and much shorter.
            return 2 * new DirectoryInfo(house).GetFiles().Sum(file => file.Length);
        }

        var wheels = VenvBuild.WheelsOf(prefix);
        var fetched = Directory.Exists(wheels) ? new DirectoryInfo(wheels).GetFiles().Sum(file => file.Length) : 0;
        var fetching = spec.Source.Wheelhouse is null ? locked?.DownloadBytes ?? 0 : 0;
        return DiskNeeded(spec) + Math.Max(0, fetching - fetched);
    }

    private static void RefuseOtherPlatform(EnvironmentSpec spec, PythonLock? locked)
    {
        var isHere = OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture == Architecture.X64;
        if (!isHere && locked?.Platform is { } platform && platform.Contains("Linux x86_64", StringComparison.Ordinal))
        {
            throw new UserErrorException(
                $"{spec.Name} cannot be set up on {RuntimeInformation.RuntimeIdentifier}: its wheels are for {platform}; choose another environment or machine."
            );
        }
    }

    private static InstalledEnvironment Installed(EnvironmentSpec spec, string prefix) =>
        new(spec, prefix, VenvTools.Program(prefix)) { SitePackages = SitePackages(prefix, spec.Python!) };

    private EnvironmentPrefix Prefix(EnvironmentSpec spec) => new(spec, _folder, _system);
}
