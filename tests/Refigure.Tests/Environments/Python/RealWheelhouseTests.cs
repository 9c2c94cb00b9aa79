using NSubstitute;
using Refigure.Environments;
using Refigure.Environments.Python;
using Refigure.Files;
using Refigure.Testing;
using Refigure.Tests.Results;

namespace Refigure.Tests.Environments.Python;

/// <summary>vLLM 0.25.1 for real, from archives of its wheels; only importing it would need torch.</summary>
public sealed class RealWheelhouseTests
{
    [RealWheelhouseFact]
    public async Task VLLM_is_set_up_from_the_archives_without_a_network()
    {
        using var store = new TemporaryFolder();
        var source = new PackageSource(SharedData.Path("wheelhouse"), Underneath: true, Python: null);
        var spec = new EnvironmentCatalog(RealEngine.Folder("envs"), source).Find("vllm-0.25.1")!;
        var installer = new VenvInstaller(
            store.Root,
            RealEngine.Folder("envs/installed.py"),
            _ => long.MaxValue,
            new IndexTools("http://127.0.0.1:9/simple/"),
            PhysicalFileSystem.Instance
        );

        var installed = await installer.EnsureAsync(spec, Substitute.For<IWorkProgress>(), CancellationToken.None);

        spec.Lock.ShouldBe(SharedData.Path("wheelhouse/requirements-vllm-0.25.1.txt"));
        File.Exists(Path.Combine(installed.SitePackages!, "vllm", "entrypoints", "llm.py")).ShouldBeTrue();
        var record = await File.ReadAllTextAsync(Path.Combine(installed.Prefix, "refigure-installed.json"));
        record.ShouldContain("\"engine_version\": \"0.25.1\"");
        record.ShouldContain("\"source\": \"wheelhouse\"");
        installer.Find(spec)!.Prefix.ShouldBe(installed.Prefix);
        Directory.GetDirectories(Path.Combine(store.Root, "vllm-0.25.1")).ShouldBe([installed.Prefix]);
    }
}
