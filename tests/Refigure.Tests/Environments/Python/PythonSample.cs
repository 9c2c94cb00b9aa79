using System.Collections.Immutable;
using NSubstitute;
using Refigure.Environments;
using Refigure.Environments.Python;
using Refigure.Files;
using Refigure.Testing;
using Refigure.Tests.Results;

namespace Refigure.Tests.Environments.Python;

/// <summary>A folder of environments with one in it, <c>vllm-tiny</c>, whose lock names tiny wheels; and a store.</summary>
internal sealed class PythonSample : IDisposable
{
    public const string Name = "vllm-tiny";
    private readonly TemporaryFolder _folder = new();

    public PythonSample(string python, params TinyWheel[] wheels)
    {
        Directory.CreateDirectory(_folder["envs/" + Name]);
        Write("env.yaml", Description(python));
        Write("requirements.txt", string.Concat(wheels.Select(wheel => wheel.Line)));
    }

    public static TinyWheel[] Wheels { get; } =
    [TinyWheel.Vllm("0.25.1"), TinyWheel.Of("alpha-one", "1.0"), TinyWheel.Of("beta", "2.0.1")];

    public string Store => _folder["store"];

    public string Home => Path.Combine(Store, Name);

    public IWorkProgress Progress { get; } = Substitute.For<IWorkProgress>();

    public string this[string relative] => _folder[relative];

    public static string Description(string python) =>
        $"""
            kind: python-venv
            engine: vllm
            engine_version: 0.25.1
            python: "{python}"
            cuda: "13.0"
            requirements: ["vllm==0.25.1"]
            held_back: ["beta<3"]
            disk_megabytes: 10

            """;

    public void Write(string file, string text) => File.WriteAllText(_folder[$"envs/{Name}/{file}"], text);

    public EnvironmentSpec Spec(PackageSource? source = null) =>
        new EnvironmentCatalog(_folder["envs"], source ?? PackageSource.Index).Find(Name)!;

    public VenvInstaller Installer(
        IToolRunner tools,
        long freeDisk = long.MaxValue,
        IFileSystem? system = null,
        string? script = null
    ) =>
        new(
            Store,
            script ?? RealEngine.Folder("envs/installed.py"),
            _ => freeDisk,
            tools,
            system ?? PhysicalFileSystem.Instance
        )
        {
            Elsewhere = _ => [],
        };

    public Task<InstalledEnvironment> Ensure(IToolRunner tools, PackageSource? source = null) =>
        Installer(tools).EnsureAsync(Spec(source), Progress, CancellationToken.None);

    public async Task<string> Refusal(IToolRunner tools, PackageSource? source = null, long freeDisk = long.MaxValue) =>
        (
            await Should.ThrowAsync<UserErrorException>(() =>
                Installer(tools, freeDisk).EnsureAsync(Spec(source), Progress, CancellationToken.None)
            )
        ).Message;

    /// <summary>What lies in the environment's folder, without logs.</summary>
    public ImmutableArray<string> Left() =>
        Directory.Exists(Home)
            ?
            [
                .. Directory
                    .GetFileSystemEntries(Home)
                    .Select(path => Path.GetFileName(path)!)
                    .Where(name => !name.EndsWith(".log", StringComparison.Ordinal))
                    .Order(StringComparer.Ordinal),
            ]
            : [];

    public void Dispose() => _folder.Dispose();
}
