using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Refigure.Files;

namespace Refigure.Environments;

/// <summary>
/// Environments of kind <c>npm</c>: a prefix each in <c>NAME/LOCK</c>, where LOCK is the beginning of the lock hash. It is
/// built under another name and renamed when it is whole; a mark in it names the lock.
/// </summary>
public sealed class NpmInstaller : IEnvironmentInstaller
{
    private const string MarkName = "refigure-lock.txt";
    private const int HashLength = 12;
    private static readonly string[] Copied = ["package.json", EnvironmentFile.LockName];

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
        return IsInstalled(spec) && _tools.Find("node") is { } node
            ? new InstalledEnvironment(spec, Prefix(spec), node)
            : null;
    }

    /// <inheritdoc />
    public long DiskNeeded(EnvironmentSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return IsInstalled(spec) ? 0 : EnvironmentFile.Read(spec.Folder).Bytes;
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
        if (!IsInstalled(spec))
        {
            try
            {
                await Install(spec, tools, progress, cancellation);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new UserErrorException(
                    $"{Prefix(spec)} cannot be written ({e.Message.TrimEnd('.')}): make room, or name another folder with --store.",
                    e
                );
            }
        }

        return new InstalledEnvironment(spec, Prefix(spec), tools.Node);
    }

    private async Task Install(
        EnvironmentSpec spec,
        NodeTools tools,
        IWorkProgress progress,
        CancellationToken cancellation
    )
    {
        var locked = await File.ReadAllBytesAsync(Path.Combine(spec.Folder, EnvironmentFile.LockName), cancellation);
        NpmPlatforms.RefuseUnlessIn(spec, locked, _platform);
        RefuseFullDisk(spec);
        var what = $"environment {spec.Name}";
        var prefix = Prefix(spec);
        progress.Report(what, null);
        _system.CreateDirectory(Path.GetDirectoryName(prefix)!);
        DeleteLeftovers(prefix);
        var partial = PartialName.For(prefix);
        try
        {
            _system.CreateDirectory(partial);
            foreach (var name in Copied)
            {
                Write(
                    Path.Combine(partial, name),
                    await File.ReadAllBytesAsync(Path.Combine(spec.Folder, name), cancellation)
                );
            }

            await RunNpm(spec, tools, partial, cancellation);
            Write(Path.Combine(partial, MarkName), Encoding.UTF8.GetBytes(spec.LockHash + "\n"));
            PutInPlace(spec, partial, prefix);
        }
        finally
        {
            _system.DeleteDirectory(partial);
        }

        progress.Report(what, 1);
    }

    // Of any version of the environment: what a process that is gone did not finish.
    private void DeleteLeftovers(string prefix)
    {
        foreach (var folder in Directory.GetDirectories(Path.GetDirectoryName(prefix)!, $"*{PartialName.Infix}*"))
        {
            if (PartialName.IsAbandoned(folder))
            {
                _system.DeleteDirectory(folder);
            }
        }
    }

    private async Task RunNpm(EnvironmentSpec spec, NodeTools tools, string partial, CancellationToken cancellation)
    {
        var lines = new List<string>();
        var log = Prefix(spec) + ".npm.log";
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

    // What lies there without the right mark is no environment; one with it was made by another process in the meantime.
    private void PutInPlace(EnvironmentSpec spec, string partial, string prefix)
    {
        if (!IsInstalled(spec))
        {
            _system.DeleteDirectory(prefix);
            try
            {
                _system.MoveDirectory(partial, prefix);
            }
            catch (IOException) when (IsInstalled(spec)) { }
        }
    }

    private void RefuseFullDisk(EnvironmentSpec spec)
    {
        var bytes = DiskNeeded(spec);
        if (_freeDisk(_folder) is var free && free < bytes)
        {
            throw new UserErrorException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{spec.Name} takes {bytes / 1e6:0} MB, but {_folder} has {free / 1e6:0} MB free: make room, or name another folder with --store."
                )
            );
        }
    }

    private bool IsInstalled(EnvironmentSpec spec)
    {
        var mark = Path.Combine(Prefix(spec), MarkName);
        return File.Exists(mark) && File.ReadAllText(mark).Trim() == spec.LockHash;
    }

    private string Prefix(EnvironmentSpec spec) => Path.Combine(_folder, spec.Name, spec.LockHash[..HashLength]);

    private void Write(string path, byte[] content)
    {
        using var file = _system.Create(path);
        file.Write(content);
        _system.Sync(file);
    }
}
