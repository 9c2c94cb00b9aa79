using Refigure.Secrets;

namespace Refigure.Running.Processes;

/// <summary>
/// Supervises on Linux by session, parentage and mark; elsewhere by what .NET knows of a process's children, without
/// samples.
/// </summary>
public sealed class ProcessSupervisor : IProcessSupervisor
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly TimeProvider _clock;
    private readonly SecretMask _secrets;
    private readonly string? _deathSignal;

    /// <summary>Makes the host the one that daemons of its children come back to.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="secrets">
    /// What is masked in the outputs that are kept. Variables whose names say that they hold a secret are not inherited, whatever
    /// their value.
    /// </param>
    public ProcessSupervisor(TimeProvider clock, SecretMask? secrets = null)
    {
        _clock = clock;
        _secrets = secrets ?? SecretMask.None;
        if (OperatingSystem.IsLinux())
        {
            _ = LinuxCalls.Control(LinuxCalls.SetSubreaper, 1, 0, 0, 0);
            // BusyBox has a program of that name too, which cannot do it.
            _deathSignal = Array.Find(
                ["/usr/bin/setpriv", "/bin/setpriv"],
                path => File.Exists(path) && new FileInfo(path).LinkTarget is null
            );
        }
    }

    /// <inheritdoc/>
    public ISupervisedProcess Start(ProcessRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        Check(request);
        var mark = request.Variables.GetValueOrDefault("REFIGURE_RUN") ?? Guid.NewGuid().ToString("N");
        return OperatingSystem.IsLinux()
            ? new LinuxProcess(request, mark, Boot(), _deathSignal, _clock, _secrets)
            : new PlainProcess(request, mark, _clock, _secrets);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> EndOrphans(ProcessIdentity identity)
    {
        ArgumentNullException.ThrowIfNull(identity);
        if (!OperatingSystem.IsLinux() || identity.Boot != Boot() || identity.StartTicks == 0)
        {
            return [];
        }

        // The id may belong to another session by now, if all of this one ended.
        var root = ProcessTree.Stat(new ProcFile(), identity.Id);
        var tree = new ProcessTree(identity, trustSession: root?.StartTicks == identity.StartTicks);
        using var never = new ManualResetEventSlim();
        return TreeEnding.EndAll(tree, TimeSpan.Zero, Patience, _clock, never).Ended;
    }

    internal static string Boot() =>
        File.Exists("/proc/sys/kernel/random/boot_id")
            ? File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim()
            : "";

    private static void Check(ProcessRequest request)
    {
        if (!File.Exists(request.Program))
        {
            throw new UserErrorException($"There is no program {request.Program}; install it or give another path.");
        }

        const UnixFileMode Execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(request.Program) & Execute) == UnixFileMode.None)
        {
            throw new UserErrorException($"{request.Program} is no program: it may not be executed.");
        }

        if (!Directory.Exists(request.WorkingDirectory))
        {
            throw new UserErrorException($"There is no folder {request.WorkingDirectory} to start a process in.");
        }
    }
}
