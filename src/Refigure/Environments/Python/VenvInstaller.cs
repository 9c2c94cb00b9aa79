using System.Collections.Immutable;
using System.Text;
using Refigure.Files;
using Refigure.Patches;

namespace Refigure.Environments.Python;

/// <summary>
/// Environments of kind <c>python-venv</c>: a venv with just the packages of a hash-locked list, from the package index or from
/// a wheelhouse.
/// </summary>
public sealed class VenvInstaller : IEnvironmentInstaller
{
    private const string RecordName = "refigure-installed.json";
    private const string WheelsName = "wheels";
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

    /// <inheritdoc />
    public InstalledEnvironment? Find(EnvironmentSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return Prefix(spec) is { IsInstalled: true } prefix ? Installed(spec, prefix.Path) : null;
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
            var locked = PythonLock.Read(spec.Lock);
            RefuseOtherEngine(spec, locked);
            var python = await PythonInterpreter.FindAsync(
                spec.Name,
                spec.Python!,
                spec.Source.Python,
                _tools,
                cancellation
            );
            progress.Report($"environment {spec.Name}", null);
            var bytes = spec.Source.Underneath ? 0 : DiskNeeded(spec);
            await prefix.BuildAsync(
                bytes,
                _freeDisk,
                partial => BuildAsync(spec, locked, python, prefix, partial, progress, cancellation)
            );
            progress.Report($"environment {spec.Name}", 1);
        }

        var installed = Installed(spec, prefix.Path);
        if (spec.PatchFolder is { } patches)
        {
            new Patcher(_system).Apply(PatchSeries.Read(patches), installed.SitePackages!);
        }

        return installed;
    }

    private async Task BuildAsync(
        EnvironmentSpec spec,
        PythonLock locked,
        PythonInterpreter python,
        EnvironmentPrefix prefix,
        string partial,
        IWorkProgress progress,
        CancellationToken cancellation
    )
    {
        var log = prefix.Path + ".pip.log";
        using var output = new StreamWriter(_system.Create(log)) { AutoFlush = true };
        var lines = new List<string>();
        var done = 0;

        async Task RunAsync(string program, ImmutableArray<string> arguments)
        {
            lines.Clear();
            await output.WriteLineAsync($"$ {program} {string.Join(' ', arguments)}");
            var exitCode = await _tools.RunAsync(
                new ToolCall(program, arguments, partial),
                line =>
                {
                    lines.Add(line);
                    output.WriteLine(line);
                    if (line.StartsWith("Collecting ", StringComparison.Ordinal))
                    {
                        // Fetching is most of the time; unpacking has no lines of its own.
                        progress.Report($"environment {spec.Name}", 0.7 * ++done / locked.Packages.Count);
                    }
                },
                cancellation
            );
            if (exitCode != 0)
            {
                throw PipFailure.Explain(spec.Name, exitCode, lines, log);
            }
        }

        await RunAsync(python.Path, ["-I", "-m", "venv", partial]);
        var program = Program(partial);
        var wheels = await WheelsAsync(spec, partial, RunAsync);
        await RunAsync(program, PipArguments(locked, wheels));
        _system.DeleteDirectory(Path.Combine(partial, WheelsName));
        if (spec.Source.Underneath)
        {
            // venv's own switch would give the packages below a Python that is a venv itself, not that venv's.
            var site = SitePackages(partial, spec.Python!);
            prefix.Write(Path.Combine(site, "refigure-underneath.pth"), Encoding.UTF8.GetBytes(python.Packages + "\n"));
        }

        await RunAsync(program, ["-I", _script]);
        var installed = InstalledPackages.Read(spec.Name, lines.LastOrDefault(l => l.StartsWith('{')) ?? "");
        installed.RefuseUnless(spec, locked);
        prefix.Write(
            Path.Combine(partial, RecordName),
            Encoding.UTF8.GetBytes(lines.Last(l => l.StartsWith('{')).Replace(partial, prefix.Path) + "\n")
        );
        MoveScripts(partial, prefix);
    }

    private async Task<string?> WheelsAsync(
        EnvironmentSpec spec,
        string partial,
        Func<string, ImmutableArray<string>, Task> runAsync
    )
    {
        if (spec.Source.Wheelhouse is not { } house)
        {
            return null;
        }

        if (!Directory.Exists(house))
        {
            throw new UserErrorException($"--wheelhouse {house}: there is no such folder; expected one with wheels.");
        }

        string[] archives =
        [
            .. Directory
                .GetFiles(house, "*.tar.xz")
                .Where(a => IsFor(Path.GetFileName(a), spec.Name))
                .Order(StringComparer.Ordinal),
        ];
        if (archives.Length == 0)
        {
            return house;
        }

        var tar = _tools.Find("tar") ?? throw new UserErrorException("tar was not found, which unpacks a wheelhouse.");
        var wheels = Path.Combine(partial, WheelsName);
        _system.CreateDirectory(wheels);
        foreach (var archive in archives)
        {
            await runAsync(tar, ["--extract", "--xz", "--no-same-owner", "--file", archive, "--directory", wheels]);
        }

        return wheels;
    }

    // An archive that is named like another environment is for that one.
    private static bool IsFor(string archive, string environment) =>
        archive == environment + ".tar.xz" || !archive.StartsWith("vllm-", StringComparison.Ordinal);

    private static ImmutableArray<string> PipArguments(PythonLock locked, string? wheels) =>
        [
            "-I",
            "-m",
            "pip",
            "install",
            "--no-deps",
            "--require-hashes",
            "--no-input",
            "--disable-pip-version-check",
            "--progress-bar=off",
            .. wheels is null ? (string[])[] : ["--no-index", "--find-links", wheels],
            "--requirement",
            locked.File,
        ];

    // A lock of another version in the wrong folder would install it without a word.
    private static void RefuseOtherEngine(EnvironmentSpec spec, PythonLock locked)
    {
        var found = locked.Packages.GetValueOrDefault(spec.Engine);
        if (found?.Split('+')[0] != spec.EngineVersion)
        {
            throw new UserErrorException(
                $"{locked.File} locks {spec.Engine} {found ?? "(not at all)"}, but {Path.Combine(spec.Folder, EnvironmentFile.FileName)} says engine_version {spec.EngineVersion}: they do not fit."
            );
        }
    }

    // Scripts name their interpreter by its place, which is another one after the move.
    private static void MoveScripts(string partial, EnvironmentPrefix prefix)
    {
        foreach (var script in Directory.GetFiles(Path.Combine(partial, "bin")))
        {
            if (new FileInfo(script).LinkTarget is not null)
            {
                continue;
            }

            var content = File.ReadAllBytes(script);
            if (
                !content.AsSpan().StartsWith("#!"u8)
                && !Path.GetFileName(script).StartsWith("activate", StringComparison.OrdinalIgnoreCase)
            )
            {
                continue;
            }

            var text = Encoding.UTF8.GetString(content);
            var mode = OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(script);
            prefix.Write(script, Encoding.UTF8.GetBytes(text.Replace(partial, prefix.Path, StringComparison.Ordinal)));
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(script, mode);
            }
        }
    }

    private static InstalledEnvironment Installed(EnvironmentSpec spec, string prefix) =>
        new(spec, prefix, Program(prefix)) { SitePackages = SitePackages(prefix, spec.Python!) };

    private static string Program(string prefix) => Path.Combine(prefix, "bin", "python");

    private static string SitePackages(string prefix, string version) =>
        Path.Combine(prefix, "lib", "python" + version, "site-packages");

    private EnvironmentPrefix Prefix(EnvironmentSpec spec) => new(spec, _folder, _system);
}
