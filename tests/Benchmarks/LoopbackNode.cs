using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Refigure.Nodes.Ssh;

namespace Refigure.Benchmarks;

/// <summary>An OpenSSH server of its own on loopback, with a key and a folder in a temporary place.</summary>
internal sealed class LoopbackNode : IDisposable
{
    private readonly DirectoryInfo _place = Directory.CreateTempSubdirectory("refigure-node-");
    private readonly Process _server;

    public LoopbackNode()
    {
        Run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", PathOf("id"));
        Run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", PathOf("host"));
        if (Environment.UserName == "root")
        {
            Directory.CreateDirectory("/run/sshd");
        }

        var port = FreePort();
        File.WriteAllText(PathOf("known"), $"[127.0.0.1]:{port} {File.ReadAllText(PathOf("host.pub"))}");
        File.WriteAllText(
            PathOf("config"),
            $"IdentityFile {PathOf("id")}\nIdentitiesOnly yes\nIdentityAgent none\nUserKnownHostsFile {PathOf("known")}\nGlobalKnownHostsFile /dev/null\n"
        );
        File.WriteAllText(
            PathOf("sshd_config"),
            string.Create(
                CultureInfo.InvariantCulture,
                $"Port {port}\nListenAddress 127.0.0.1\nHostKey {PathOf("host")}\nAuthorizedKeysFile {PathOf("id.pub")}\nPidFile none\nUsePAM no\nStrictModes no\nSetEnv HOME={PathOf("home")}\n"
            )
        );
        _server = Process.Start("/usr/sbin/sshd", ["-D", "-f", PathOf("sshd_config"), "-E", PathOf("log")]);
        Reach = new SshReach("127.0.0.1")
        {
            Port = port,
            Folder = PathOf("refigure"),
            Configuration = PathOf("config"),
        };
        while (!Answers(port))
        {
            _server.WaitForExit(20);
        }
    }

    /// <summary>How it is reached.</summary>
    public SshReach Reach { get; }

    /// <summary>The server's process.</summary>
    public string ServerId => _server.Id.ToString(CultureInfo.InvariantCulture);

    /// <summary>A path in its place.</summary>
    public string PathOf(params string[] parts) => Path.Combine([_place.FullName, .. parts]);

    public void Dispose()
    {
        _server.Kill();
        _server.WaitForExit();
        _server.Dispose();
        _place.Delete(recursive: true);
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
    }

    private static bool Answers(int port)
    {
        using var client = new TcpClient();
        try
        {
            client.Connect(IPAddress.Loopback, port);
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
}
