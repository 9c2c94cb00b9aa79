using System.Collections.Concurrent;
using Refigure.Build.Tests.EndToEnd;
using Refigure.Testing;

namespace Refigure.Build.Tests.Nodes;

/// <summary>A real Slurm on this machine for the time of the tests: one controller, and two machines, c1 and c2, of one core each.</summary>
public sealed class SlurmCluster : IDisposable
{
    private const string Script = "tools/start-test-slurm";
    private static readonly string[] Programs =
    [
        "/usr/sbin/slurmctld",
        "/usr/sbin/slurmd",
        "/usr/bin/sbatch",
        "/usr/sbin/munged",
    ];
    private readonly TemporaryFolder _folder = new();
    private readonly ConcurrentDictionary<string, long> _waiting = new(StringComparer.Ordinal);
    private bool _isStarted;

    /// <summary>What is missing for one; null if nothing is.</summary>
    public static string? WhyAbsent =>
        !OperatingSystem.IsLinux() ? "needs Linux"
        : Environment.UserName != "root" ? "needs root, for a Slurm of its own"
        : Programs.FirstOrDefault(program => !File.Exists(program)) is { } absent ? $"needs {absent} (slurm-wlm, munge)"
        : SharedData.Root is null || !File.Exists(SharedData.Path(Script)) ? $"needs {Script} of the shared folder"
        : null;

    /// <summary>Its configuration file.</summary>
    public string Configuration => _folder["cluster", "slurm.conf"];

    /// <summary>Starts it, once.</summary>
    public void Start()
    {
        if (!_isStarted)
        {
            _isStarted = true;
            Run("bash", SharedData.Path(Script), _folder["cluster"]).ShouldSucceed();
            // For whatever these tests start.
            Environment.SetEnvironmentVariable("SLURM_CONF", Configuration);
        }
    }

    /// <summary>Ends the controller; what runs goes on.</summary>
    public void StopController()
    {
        var id = File.ReadAllText(_folder["cluster", "slurmctld.pid"]).Trim();
        Run("kill", id).ShouldSucceed();
        Wait.Until(() => !Directory.Exists($"/proc/{id}")).ShouldBeTrue();
    }

    /// <summary>Starts the controller again.</summary>
    public void StartController()
    {
        Run("slurmctld", "-f", Configuration).ShouldSucceed();
        Wait.Until(() => Run("sinfo").ExitCode == 0).ShouldBeTrue();
    }

    /// <summary>Runs one of Slurm's programs.</summary>
    internal HostResult Run(string program, params string[] arguments) =>
        HostProcess.RunProgram(_folder.Root, [], program, arguments);

    /// <summary>The jobs that are there, as their numbers.</summary>
    public string[] Jobs() =>
        Run("squeue", "--noheader", "--format=%A")
            .ShouldSucceed()
            .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>
    /// Lets jobs begin that Slurm keeps waiting for two minutes after they were put into the queue again, but not at once: a
    /// machine refuses a job whose right to run was revoked in the same moment, and Slurm calls it failed then.
    /// </summary>
    public void Hurry()
    {
        foreach (var line in Run("squeue", "--noheader", "--format=%A|%r").Output.Split('\n'))
        {
            if (line.Split('|') is [var id, "BeginTime"] && HasWaited(id))
            {
                Run("scontrol", "update", $"jobid={id}", "starttime=now");
            }
        }
    }

    private bool HasWaited(string job)
    {
        _waiting.TryAdd(job, TimeProvider.System.GetTimestamp());
        return TimeProvider.System.GetElapsedTime(_waiting[job]) > TimeSpan.FromSeconds(5);
    }

    public void Dispose()
    {
        if (_isStarted)
        {
            Run("scancel", "--user=root");
            Wait.Until(() => Jobs().Length == 0);

            Run("bash", SharedData.Path(Script), "--stop", _folder["cluster"]);
            // They write while they end.
            Wait.Until(() => !Directory.GetFiles(_folder["cluster"], "*.pid").Any(IsAlive));
        }

        _folder.Dispose();
    }

    private static bool IsAlive(string file)
    {
        try
        {
            return Directory.Exists($"/proc/{File.ReadAllText(file).Trim()}");
        }
        catch (IOException)
        {
            return false;
        }
    }
}
