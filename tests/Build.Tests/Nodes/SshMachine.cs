using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Refigure.Build.Tests.EndToEnd;

namespace Refigure.Build.Tests.Nodes;

/// <summary>
/// A "machine": an OpenSSH server of its own on a port of loopback, with its own host key, home and authorized keys, run as the user
/// who tests. Ends with the test.
/// </summary>
internal sealed class SshMachine : IDisposable
{
    private static readonly string[] Places = ["/usr/sbin/sshd", "/usr/local/sbin/sshd"];
    private readonly string _folder;
    private readonly string _keys;
    private Process? _server;

    /// <summary>Starts one.</summary>
    /// <param name="keys">The folder with the client's key, configuration and known hosts, shared by all machines.</param>
    /// <param name="folder">Where the machine lies.</param>
    /// <param name="variables">Variables that sessions there have, each NAME=VALUE.</param>
    public SshMachine(string keys, string folder, params string[] variables)
    {
        (_keys, _folder) = (keys, folder);
        Directory.CreateDirectory(Home);
        Directory.CreateDirectory(keys);
        if (!File.Exists(Path.Combine(keys, "id")))
        {
            MakeKey(Path.Combine(keys, "id"));
            File.WriteAllText(
                Configuration,
                $"IdentityFile {keys}/id\nIdentitiesOnly yes\nIdentityAgent none\nUserKnownHostsFile {keys}/known\nGlobalKnownHostsFile /dev/null\nStrictHostKeyChecking yes\n"
            );
        }

        MakeKey(Path.Combine(folder, "host"));
        Port = FreePort();
        File.AppendAllText(
            Path.Combine(keys, "known"),
            $"[127.0.0.1]:{Port} {File.ReadAllText(Path.Combine(folder, "host.pub"))}"
        );
        SetVariables(variables);
    }

    /// <summary>The server's program; null if there is none.</summary>
    public static string? Server { get; } = Places.FirstOrDefault(File.Exists);

    public int Port { get; }

    public string Home => Path.Combine(_folder, "home");

    /// <summary>The client's configuration for all machines.</summary>
    public string Configuration => Path.Combine(_keys, "config");

    /// <summary>The folder that the node has here.</summary>
    public string Folder => Path.Combine(Home, "refigure");

    /// <summary>The lines of the node's entry in <c>nodes.local.yaml</c>.</summary>
    public string Entry(string name, string store) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"  {name}:\n    kind: ssh\n    host: 127.0.0.1\n    port: {Port}\n    folder: {Folder}\n    store: {store}\n    ssh_config: {Configuration}\n"
        );

    /// <summary>Starts the server anew with variables that its sessions have, each <c>NAME=VALUE</c>.</summary>
    public void SetVariables(params string[] variables)
    {
        Stop();
        File.WriteAllText(
            Path.Combine(_folder, "sshd_config"),
            string.Create(
                CultureInfo.InvariantCulture,
                $"Port {Port}\nListenAddress 127.0.0.1\nHostKey {_folder}/host\nAuthorizedKeysFile {_keys}/id.pub\nPidFile none\nUsePAM no\nStrictModes no\nPasswordAuthentication no\nSetEnv HOME={Home} {string.Join(' ', variables)}\n"
            )
        );
        Start();
    }

    /// <summary>Starts the server.</summary>
    public void Start()
    {
        // Where sshd, run by root, keeps what has no privileges.
        if (Environment.UserName == "root")
        {
            Directory.CreateDirectory("/run/sshd");
        }

        _server = Process.Start(
            new ProcessStartInfo(
                Server!,
                ["-D", "-f", Path.Combine(_folder, "sshd_config"), "-E", Path.Combine(_folder, "log")]
            )
            {
                UseShellExecute = false,
            }
        )!;
        for (var i = 0; i < 100 && !Answers(); i++)
        {
            _server.WaitForExit(50);
        }
    }

    /// <summary>Ends the server and every connection, but nothing that lives in a session of its own.</summary>
    public void Cut()
    {
        foreach (var child in Connections())
        {
            Kill(child);
        }
    }

    /// <summary>Ends the server and every connection.</summary>
    public void Stop()
    {
        if (_server is not null)
        {
            var connections = Connections();
            _server.Kill();
            _server.WaitForExit();
            _server.Dispose();
            _server = null;
            foreach (var child in connections)
            {
                Kill(child);
            }
        }
    }

    /// <summary>Processes that run there, by the home that they have; connections are none.</summary>
    public string[] Running()
    {
        var found = new List<string>();
        foreach (var process in Directory.GetDirectories("/proc").Where(p => char.IsAsciiDigit(Path.GetFileName(p)[0])))
        {
            try
            {
                if (
                    File.ReadAllText($"{process}/environ").Split('\0').Contains($"HOME={Home}")
                    && !File.ReadAllText($"{process}/comm").StartsWith("sshd", StringComparison.Ordinal)
                )
                {
                    found.Add(File.ReadAllText($"{process}/cmdline").Replace('\0', ' '));
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // It has ended, or is of somebody else.
            }
        }

        return [.. found];
    }

    /// <summary>The logs of the jobs that were started there.</summary>
    public string[] Logs() =>
        Directory.Exists(Path.Combine(Folder, "jobs"))
            ? Directory.GetFiles(Path.Combine(Folder, "jobs"), "log", SearchOption.AllDirectories)
            : [];

    /// <summary>The jobs that are not over: that run, or whose end nobody has seen.</summary>
    public string[] Jobs() =>
        Directory.Exists(Path.Combine(Folder, "jobs"))
            ?
            [
                .. Directory
                    .GetDirectories(Path.Combine(Folder, "jobs"))
                    .Where(job => !job.EndsWith("/over", StringComparison.Ordinal)),
            ]
            : [];

    /// <summary>Kills the job that runs there, without a chance to say so: its shell, and the host that it started.</summary>
    public void KillJob()
    {
        var pid = Directory.GetFiles(Path.Combine(Folder, "jobs"), "pid", SearchOption.AllDirectories).Single();
        var shell = int.Parse(File.ReadAllText(pid).Split(' ')[0], CultureInfo.InvariantCulture);
        int[] job = [shell, .. Children(shell)];
        foreach (var process in job)
        {
            Kill(process);
        }
    }

    public void Dispose() => Stop();

    // The server's processes for connections: its children, and theirs where it separates privileges.
    private int[] Connections() =>
        _server is null
            ? []
            : [.. Children(_server.Id).SelectMany(child => (int[])[child, .. Children(child).Where(IsServer)])];

    private static IEnumerable<int> Children(int parent)
    {
        try
        {
            return
            [
                .. File.ReadAllText($"/proc/{parent}/task/{parent}/children")
                    .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                    .Select(id => int.Parse(id, CultureInfo.InvariantCulture)),
            ];
        }
        catch (IOException)
        {
            return [];
        }
    }

    private static bool IsServer(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/comm").StartsWith("sshd", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static void Kill(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // It has ended.
        }
    }

    private bool Answers()
    {
        using var client = new TcpClient();
        try
        {
            client.Connect(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    internal static void MakeKey(string file) =>
        HostProcess
            .RunProgram(Path.GetDirectoryName(file)!, [], "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", file)
            .ExitCode.ShouldBe(0);
}
