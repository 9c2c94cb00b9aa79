using System.Collections.Immutable;
using NSubstitute;
using Refigure.Catalog;
using Refigure.Environments;
using Refigure.Files;
using Refigure.Models;
using Refigure.Nodes;
using Refigure.Nodes.Gpus;
using Refigure.Planning;
using Refigure.Results;
using Refigure.Running;
using Refigure.Running.Gpus;
using Refigure.Running.Processes;
using Refigure.Running.Readiness;
using Refigure.Tests.Nodes.Gpus;
using Refigure.Tests.Running.Runner;

namespace Refigure.Tests.Running.Gpus;

/// <summary>Makes one run of an engine that claims to use a GPU: a script, on a machine whose GPUs a stub plays.</summary>
internal sealed class GpuRig : IDisposable
{
    public const string Ready = "echo Engine is ready\nread -r _\n";
    private readonly string _folder = Directory.CreateTempSubdirectory("refigure-gpu-").FullName;

    public GpuRig()
    {
        Root = Path.Combine(_folder, "runs");
        Monitor = Stub.Monitor();
    }

    public StubSmi Stub { get; } = new();

    public NvidiaSmi Monitor { get; set; }

    public string Root { get; }

    public IRunProgress Progress { get; } = Substitute.For<IRunProgress>();

    public ImmutableSortedDictionary<string, string> Variables { get; set; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Shell lines that let the stub show the engine itself on the GPU, and whoever else.</summary>
    public string Show(params string[] others) =>
        $"printf '%s\\n' '{StubSmi.ProcessHeader}' \"GPU-0, $$, 133426, bash\" {string.Concat(others.Select(o => $"'{o}' "))}> {Stub.Folder}/p; mv {Stub.Folder}/p {Stub.Folder}/processes\n";

    /// <summary>Shell lines that let the stub show nobody on the GPU.</summary>
    public string Hide() =>
        $"echo '{StubSmi.ProcessHeader}' > {Stub.Folder}/p; mv {Stub.Folder}/p {Stub.Folder}/processes\n";

    public string PathOf(string name) => Path.Combine(Root, "x/here/c/warm-1", name);

    public async Task<RunOutcome> MakeAsync(string script, CancellationToken cancellation = default)
    {
        var driver = Path.Combine(_folder, "engine.sh");
        await File.WriteAllTextAsync(driver, script, CancellationToken.None);
        var environment = new EnvironmentSpec
        {
            Name = "vllm-x",
            Folder = _folder,
            Kind = "python-venv",
            Engine = "llamacpp",
            EngineVersion = "1",
            LockHash = new string('0', 64),
            Lock = "/lock",
            Driver = driver,
            Cuda = "13.0",
        };
        var resident = new FileResidency("model.bin", 10, 10);
        var pages = Substitute.For<IPageCache>();
        pages.Fill(default!, default).ReturnsForAnyArgs([resident]);
        pages.Measure(default!).ReturnsForAnyArgs([resident]);
        var model = new ModelFiles(new ModelSource("m", "d", 1, true, true), "model.bin", ["model.bin"]);
        var one = new CaseSpec
        {
            Name = "c",
            Model = "m",
            Environment = "e",
            Caches = [new CacheIterations(CacheState.Warm, 1)],
            ReadyTimeout = TimeSpan.FromSeconds(20),
            Variables = Variables,
        };
        var identity = new RunIdentity("x", "here", "c", CacheState.Warm, 1);
        var inputs = RunInputsOf.Gather(
            identity,
            "lab",
            one,
            environment,
            model.Source,
            ImmutableSortedDictionary<string, string>.Empty
        );
        var machine = new RunMachine(
            new ProcessSupervisor(TimeProvider.System),
            pages,
            new NodeInspector(),
            PhysicalFileSystem.Instance,
            Substitute.For<IHealthProbe>(),
            TimeProvider.System
        )
        {
            Gpus = Monitor,
            GpuPatience = new GpuPatience(
                TimeSpan.FromSeconds(0.5),
                // A busy machine takes its time for the first look, and there must be a second one.
                TimeSpan.FromSeconds(2),
                TimeSpan.FromSeconds(0.1)
            ),
        };
        return await new RunMaker(machine, new RunStore(VllmLogReader.Instance)).MakeAsync(
            new PlannedRun(identity, "lab", one, inputs, RunDecision.Missing, [], null),
            new RunPreparation(new InstalledEnvironment(environment, _folder, "/bin/bash"), model, new ScriptEngine()),
            Root,
            Progress,
            cancellation
        );
    }

    /// <summary>The ids of stubs that still run.</summary>
    public IEnumerable<string> Alive() =>
        Directory
            .EnumerateDirectories("/proc")
            .Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0]) && Command(folder).Contains(Stub.Program))
            .Select(folder => Path.GetFileName(folder)!);

    public void Dispose()
    {
        Stub.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static string Command(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "cmdline"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
