using Refigure.Build.Nodes;
using Refigure.Build.Tests.EndToEnd;
using Refigure.Environments;
using Refigure.Files;

namespace Refigure.Build.Tests.Nodes;

/// <summary>What is made once for all tests with machines: the host that travels, the environment and the models.</summary>
public sealed class SshKit : IDisposable
{
    private readonly Lazy<string> _store;
    private readonly Lazy<string> _host;
    private readonly TemporaryFolder _folder = new();

    public SshKit()
    {
        _store = new Lazy<string>(Make);
        _host = new Lazy<string>(Publish);
    }

    /// <summary>Where environment and models lie.</summary>
    public string Store => _store.Value;

    /// <summary>Makes the host, which takes longer than a call of a test may: once for all tests.</summary>
    public void MakeHost() => _ = _host.Value;

    public void Dispose() => _folder.Dispose();

    private static string Publish()
    {
        using var kit = new NodeKit(Checkout.Root, new ToolRunner(), PhysicalFileSystem.Instance);
        var runtime = System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier;
        return kit.HostAsync(
                runtime.Contains("arm64") ? "linux-arm64" : "linux-x64",
                static _ => { },
                CancellationToken.None
            )
            .GetAwaiter()
            .GetResult()
            .Name;
    }

    private string Make()
    {
        MakeHost();
        using var clone = new BareClone();
        clone.Run("--target", "Setup", "--store", _folder["store"]).ShouldSucceed();
        clone
            .Run(
                "--target",
                "Models",
                "--models",
                "synthetic-60m,synthetic-60m-v32k,synthetic-60m-v128k,synthetic-300m",
                "--store",
                _folder["store"]
            )
            .ShouldSucceed();
        return _folder["store"];
    }
}
