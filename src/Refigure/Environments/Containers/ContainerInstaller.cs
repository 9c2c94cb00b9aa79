using System.Globalization;
using Refigure.Files;

namespace Refigure.Environments.Containers;

/// <summary>Environments of kind <c>container</c>: an image that is pulled by its digest.</summary>
public sealed class ContainerInstaller : IEnvironmentInstaller
{
    private readonly string _folder;
    private readonly Func<string, long> _freeDisk;
    private readonly IToolRunner _tools;
    private readonly IFileSystem _system;

    /// <summary>An installer.</summary>
    /// <param name="folder">The folder that holds a folder for each environment, absolute.</param>
    /// <param name="freeDisk">Tells the free bytes of a path's file system.</param>
    /// <param name="tools">Finds and runs the container runtime.</param>
    /// <param name="system">What changes files.</param>
    public ContainerInstaller(string folder, Func<string, long> freeDisk, IToolRunner tools, IFileSystem system)
    {
        _folder = folder;
        _freeDisk = freeDisk;
        _tools = tools;
        _system = system;
    }

    /// <inheritdoc />
    public InstalledEnvironment? Find(EnvironmentSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return
            Prefix(spec) is { IsInstalled: true } prefix
            && ContainerRecord.Read(prefix.Path) is { } record
            && ContainerRuntime.Find(_tools, record.Runtime) is { } runtime
            && (!runtime.KeepsFiles || File.Exists(Path.Combine(prefix.Path, ContainerRuntime.ImageFile)))
            ? new InstalledEnvironment(spec, prefix.Path, runtime.Program)
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
        if (Find(spec) is { } there && await IsStillThereAsync(spec, there, cancellation))
        {
            return there;
        }

        var runtime = ContainerRuntime.Find(_tools) ?? throw ContainerRuntime.None(spec);
        UnlockedEnvironment.RefuseUnlessAllowed(spec);
        var bytes = EnvironmentFile.Read(spec.Folder).Bytes;
        await RefuseFullDiskAsync(spec, runtime, bytes, cancellation);
        progress.Report($"environment {spec.Name}", null);
        var prefix = Prefix(spec);
        prefix.Remove();
        await prefix.BuildAsync(
            runtime.KeepsFiles ? bytes : 0,
            _freeDisk,
            partial => PullAsync(spec, runtime, prefix, partial, cancellation)
        );
        progress.Report($"environment {spec.Name}", 1);
        return new InstalledEnvironment(spec, prefix.Path, runtime.Program);
    }

    private async Task PullAsync(
        EnvironmentSpec spec,
        ContainerRuntime runtime,
        EnvironmentPrefix prefix,
        string partial,
        CancellationToken cancellation
    )
    {
        using var log = new SetupLog(spec.Name, prefix.Log, _tools, _system);
        await log.RunAsync(runtime.Pull(spec.Image!, partial), null, cancellation);
        var identity = "";
        if (!runtime.KeepsFiles)
        {
            await log.RunAsync(runtime.Inspect(spec.Image!, partial), null, cancellation);
            identity = log.Lines is [.., var last] ? last : "";
        }
        else if (!File.Exists(Path.Combine(partial, ContainerRuntime.ImageFile)))
        {
            throw new UserErrorException(
                $"{spec.Name} could not be set up: {runtime.Name} ended well and left no image. All that it said: {log.Path}."
            );
        }

        prefix.Write(
            Path.Combine(partial, ContainerRecord.FileName),
            new ContainerRecord(runtime.Name, spec.Image!, identity).Write(spec)
        );
    }

    // The store of Docker can be emptied without our knowing.
    private async Task<bool> IsStillThereAsync(
        EnvironmentSpec spec,
        InstalledEnvironment there,
        CancellationToken cancellation
    )
    {
        var record = ContainerRecord.Read(there.Prefix)!;
        var runtime = new ContainerRuntime(record.Runtime, there.Program);
        if (runtime.KeepsFiles)
        {
            return true;
        }

        var identity = "";
        var exitCode = await _tools.RunAsync(
            runtime.Inspect(spec.Image!, there.Prefix),
            line => identity = line,
            cancellation
        );
        if (exitCode != 0)
        {
            return false;
        }

        return identity.Split(' ')[0] == record.Identity.Split(' ')[0]
            ? true
            : throw new UserErrorException(
                $"{spec.Name}: {runtime.Name} has another image under {spec.Image} than the one that was set up: set it up anew with --target Setup --env {spec.Name} --force."
            );
    }

    private async Task RefuseFullDiskAsync(
        EnvironmentSpec spec,
        ContainerRuntime runtime,
        long bytes,
        CancellationToken cancellation
    )
    {
        if (runtime.KeepsFiles)
        {
            return;
        }

        var root = "";
        await _tools.RunAsync(runtime.Root(Path.GetTempPath()), line => root = line.Trim(), cancellation);
        if (Path.IsPathFullyQualified(root) && Directory.Exists(root) && _freeDisk(root) is var free && free < bytes)
        {
            throw new UserErrorException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{spec.Name} takes {bytes / 1e6:0} MB, but {root}, where {runtime.Name} keeps images, has {free / 1e6:0} MB free: make room there."
                )
            );
        }
    }

    private EnvironmentPrefix Prefix(EnvironmentSpec spec) => new(spec, _folder, _system);
}
