using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Refigure.Catalog;
using Refigure.Environments;
using Refigure.Files;
using Refigure.Models;
using Refigure.Nodes;
using Refigure.Tests.Results;

namespace Refigure.Tests.Environments;

/// <summary>The embedded engine for real: installed by npm into a store that goes away, and started with a small model.</summary>
internal sealed class RealEngine : IAsyncDisposable
{
    public const string Model = "synthetic-15m";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _store;
    private readonly Process _server;
    private readonly List<string> _log = [];

    private RealEngine(TemporaryFolder store, InstalledEnvironment environment, string model, int port)
    {
        _store = store;
        Environment = environment;
        Client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = Patience };
        string[] options = ["--engine", environment.Prefix, "--model", model, "--port", $"{port}", "--exit-with-stdin"];
        _server = Process.Start(
            new ProcessStartInfo(environment.Program, [environment.Spec.Driver!, .. options])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            }
        )!;
        _server.OutputDataReceived += (_, line) => Note(line.Data);
        _server.ErrorDataReceived += (_, line) => Note(line.Data);
        _server.BeginOutputReadLine();
        _server.BeginErrorReadLine();
    }

    public InstalledEnvironment Environment { get; }

    public HttpClient Client { get; }

    public string[] Log
    {
        get
        {
            lock (_log)
            {
                return [.. _log];
            }
        }
    }

    /// <summary>A path of the checkout.</summary>
    public static string Folder(string relative)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Refigure.slnx")))
        {
            folder = folder.Parent!;
        }

        return Path.Combine(folder.FullName, relative);
    }

    public static async Task<RealEngine> StartAsync(IWorkProgress progress)
    {
        var store = new TemporaryFolder();
        var spec = new EnvironmentCatalog(Folder("envs")).Find("llamacpp")!;
        Func<string, long> freeDisk = new NodeInspector().FreeDisk;
        var files = PhysicalFileSystem.Instance;
        var environment = await new NpmInstaller(store["envs"], freeDisk, new ToolRunner(), files).EnsureAsync(
            spec,
            progress,
            CancellationToken.None
        );
        using var text = File.OpenText(Folder("envs/models.yaml"));
        var models = new SyntheticModelStore(
            ModelCatalog.Read(text, "envs/models.yaml"),
            store["models"],
            freeDisk,
            files
        );
        var model = await models.EnsureAsync(Model, progress, CancellationToken.None);
        return new RealEngine(store, environment, model.Path, FreePort());
    }

    public async Task WaitUntilReady()
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!await IsReady(limit.Token))
        {
            _server.HasExited.ShouldBeFalse(string.Join('\n', Log));
            await Task.Delay(50, limit.Token);
        }
    }

    /// <summary>Asks it to end as a runner does, and gives the exit code.</summary>
    public async Task<int> Terminate()
    {
        using (var kill = Process.Start("/bin/kill", ["-TERM", $"{_server.Id}"]))
        {
            await kill.WaitForExitAsync();
        }

        using var limit = new CancellationTokenSource(Patience);
        await _server.WaitForExitAsync(limit.Token);
        return _server.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_server.HasExited)
        {
            _server.Kill(entireProcessTree: true);
            await _server.WaitForExitAsync();
        }

        _server.Dispose();
        Client.Dispose();
        _store.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task<bool> IsReady(CancellationToken cancellation)
    {
        try
        {
            using var answer = await Client.GetAsync(new Uri("/health", UriKind.Relative), cancellation);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Note(string? line)
    {
        lock (_log)
        {
            if (line is not null)
            {
                _log.Add(line);
            }
        }
    }
}
