using System.Collections.Immutable;
using Refigure.Catalog;
using Refigure.Engines;
using Refigure.Environments;
using Refigure.Files;
using Refigure.Models;
using Refigure.Nodes;
using Refigure.Planning;
using Refigure.Results;
using Refigure.Running.Processes;
using Refigure.Running.Readiness;

namespace Refigure.Running.SelfTest;

/// <summary>A small experiment with everything that it needs, below one folder: two cases, cold and warm.</summary>
internal sealed class SelfTestWorld : IEnvironmentCatalog, IEnvironmentInstaller, IModelStore
{
    private const string Name = "self-test";
    private const int ModelBytes = 1 << 20;
    private static readonly string[] CaseNames = ["one", "two"];
    private readonly EnvironmentSpec _environment;
    private readonly ModelFiles _model;
    private readonly TimeProvider _clock;
    private readonly NodeInspector _node = new();
    private readonly IPageCache _pages = OperatingSystem.IsLinux() ? new LinuxPageCache() : new UnknownPageCache();

    /// <summary>Writes the engine and the model.</summary>
    /// <param name="folder">The folder; must be there.</param>
    /// <param name="clock">The clock.</param>
    public SelfTestWorld(string folder, TimeProvider clock)
    {
        _clock = clock;
        Mark = $"{Name}-{Guid.NewGuid():N}";
        var driver = Path.Combine(folder, "engine.sh");
        File.WriteAllText(driver, SelfTestEngine.Script);
        var model = Path.Combine(folder, "model.bin");
        File.WriteAllBytes(model, new byte[ModelBytes]);
        _environment = new EnvironmentSpec
        {
            Name = Name,
            Folder = folder,
            Kind = Name,
            Engine = new SelfTestEngine().Name,
            EngineVersion = "1",
            LockHash = new string('0', 64),
            Lock = "",
            Driver = driver,
        };
        var source = new ModelSource(Name, new string('0', 64), ModelBytes, IsThere: true, IsSynthetic: true);
        _model = new ModelFiles(source, model, [model]);
    }

    /// <summary>What all processes of this world carry in their environment.</summary>
    public string Mark { get; }

    public ImmutableArray<string> Names => [Name];

    public EnvironmentSpec? Find(string name) => _environment;

    public InstalledEnvironment? Find(EnvironmentSpec spec) =>
        new(_environment, _environment.Folder, SelfTestEngine.Shell);

    public long DiskNeeded(EnvironmentSpec spec) => 0;

    public Task<InstalledEnvironment> EnsureAsync(
        EnvironmentSpec spec,
        IWorkProgress progress,
        CancellationToken cancellation
    ) => Task.FromResult(Find(spec)!);

    public ModelSource? Describe(string model) => _model.Source;

    public Task<ModelFiles> EnsureAsync(string model, IWorkProgress progress, CancellationToken cancellation) =>
        Task.FromResult(_model);

    /// <summary>Opens the runs root, plans, and makes what is missing: what the host does, with its own classes.</summary>
    public async Task<RunSummary> RunAsync(
        string root,
        IFileSystem files,
        IProcessSupervisor processes,
        CancellationToken cancellation
    )
    {
        using var probe = new HttpHealthProbe();
        var machine = new RunMachine(processes, _pages, _node, files, probe, _clock);
        using var session = RunSession.Open(root, machine);
        var engines = new EngineSet(new SelfTestEngine());
        var plan = new Planner(this, this, this, engines, _ => _node.Facts, _ => null).Make(
            new PlanRequest([new ExperimentCases(Name, "smoke", Cases())], root, Name)
        );
        var store = new RunStore(VllmLogReader.Instance);
        var runner = new ExperimentRunner(
            new RunMaker(machine, store),
            new PreparedRuns(this, this, this, engines),
            store
        );
        return await runner.RunAsync(
            session,
            plan,
            RunOrder.Interleaved,
            seed: 1,
            SilentProgress.Instance,
            SilentProgress.Instance,
            cancellation
        );
    }

    private ImmutableArray<CaseSpec> Cases() =>
        [
            .. CaseNames.Select(name => new CaseSpec
            {
                Name = name,
                Model = Name,
                Environment = Name,
                Caches = [new CacheIterations(CacheState.PageCold, 1), new CacheIterations(CacheState.Warm, 1)],
                Variables = ImmutableSortedDictionary
                    .Create<string, string>(StringComparer.Ordinal)
                    .Add("REFIGURE_RUN", Mark),
                ReadyTimeout = TimeSpan.FromSeconds(30),
            }),
        ];
}
