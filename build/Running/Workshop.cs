using System.Collections.Immutable;
using System.Globalization;
using Cake.Common.Diagnostics;
using Refigure.Build.Figures;
using Refigure.Build.Nodes;
using Refigure.Catalog;
using Refigure.Engines;
using Refigure.Environments;
using Refigure.Files;
using Refigure.Load.Prompts;
using Refigure.Models;
using Refigure.Nodes;
using Refigure.Nodes.Gpus;
using Refigure.Planning;
using Refigure.Results;
using Refigure.Running;
using Refigure.Running.Gpus;
using Refigure.Running.Processes;
using Refigure.Running.Readiness;
using Refigure.Secrets;

namespace Refigure.Build.Running;

/// <summary>Plans and runs the experiments of this checkout. Puts the parts together for one call's options.</summary>
public sealed class Workshop
{
    private const int MostIterations = 50;
    private readonly RunLibrary _library;
    private readonly RunStore _store;
    private readonly EnvironmentSetup _setup;
    private readonly INodeInspector _node;
    private readonly IGpuMonitor _gpus;
    private readonly Interruption _interruption;
    private readonly SecretMask _secrets;
    private readonly NodeDesk _desk;
    private NodeCatalog? _nodes;
    private SentData? _data;
    private readonly RunTimes _times;

    /// <summary>With what reads runs, what sets environments up, the machine, other machines, and what ends long work.</summary>
    public Workshop(
        RunLibrary library,
        RunStore store,
        EnvironmentSetup setup,
        INodeInspector node,
        IGpuMonitor gpus,
        NodeDesk desk,
        Interruption interruption,
        SecretMask secrets
    )
    {
        _desk = desk;
        _secrets = secrets;
        _setup = setup;
        _node = node;
        _gpus = gpus;
        _library = library;
        _store = store;
        _interruption = interruption;
        _times = new RunTimes(library, store);
    }

    /// <summary>The engines that can be started.</summary>
    public static EngineSet Engines { get; } =
        new(
            new LlamaCppEngine(),
            new VllmEngine(Environment.GetEnvironmentVariable("REFIGURE_ENGINE_LAUNCHER")),
            new TransformersEngine(),
            new TgiEngine()
        );

    /// <summary>The experiments of <c>figures/experiments</c>.</summary>
    public ExperimentCatalog Experiments(BuildContext context)
    {
        return _library.Experiments(context);
    }

    /// <summary>The nodes of <c>envs/nodes.yaml</c>, and the user's own of <c>envs/nodes.local.yaml</c>.</summary>
    public NodeCatalog Nodes(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (_nodes is null)
        {
            using var text = File.OpenText(Path.Combine(context.Root, "envs", "nodes.yaml"));
            _nodes = NodeCatalog.Read(text, "envs/nodes.yaml", context.Options.Here ?? Environment.MachineName);
            var own = Path.Combine(context.Root, "envs", "nodes.local.yaml");
            if (File.Exists(own))
            {
                using var local = File.OpenText(own);
                _nodes = _nodes.With(local, "envs/nodes.local.yaml");
            }
        }

        return _nodes;
    }

    /// <summary>The cases of experiments in a profile, those that <c>--case</c> names if it does.</summary>
    /// <exception cref="UserErrorException">An experiment or case is not there or is wrong, or has no such profile.</exception>
    public ImmutableArray<ExperimentCases> Cases(BuildContext context, IEnumerable<string> names, string profile)
    {
        var named = Named(context, names, profile);
        var asked = context.Options.Environments;
        EnvironmentChoice.RefuseUnused(asked, named.SelectMany(one => one.Cases));
        return CaseChoice.Of(
            [.. named.Select(one => one with { Cases = EnvironmentChoice.Apply(asked, one.Cases) })],
            context.Options.Cases,
            mustFit: !context.Options.ManyFigures
        );
    }

    private ImmutableArray<ExperimentCases> Named(BuildContext context, IEnumerable<string> names, string profile) =>
        [
            .. names.Select(name =>
            {
                var spec = Experiments(context).Get(name);
                var found =
                    spec.Profiles.GetValueOrDefault(profile)
                    ?? throw new UserErrorException(
                        $"The experiment {name} has no profile {profile}: expected one of {string.Join(", ", spec.Profiles.Keys)}."
                    );
                return found.None is { } reason
                    ? throw new UserErrorException($"The experiment {name} has no {profile} runs: {reason}")
                    : new ExperimentCases(
                        name,
                        profile,
                        Precise(
                            LoadFormatChoice.Apply(
                                context.Options.LoadFormat,
                                name,
                                found,
                                EnvironmentSetup.Catalog(context)
                            ),
                            context.Options.Precision
                        )
                    );
            }),
        ];

    /// <summary>Tells the commands of cases.</summary>
    public static CommandPreview Preview(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new CommandPreview(EnvironmentSetup.Catalog(context), Engines, context.Root);
    }

    /// <summary>Plans.</summary>
    /// <param name="context">The options.</param>
    /// <param name="experiments">What.</param>
    /// <param name="runs">The runs root.</param>
    /// <param name="onlyHere">Whether runs of other machines, which are made there, are left out.</param>
    /// <param name="onlyOn">The one node whose runs are planned; null for those of <c>--node</c>, or all.</param>
    /// <exception cref="UserErrorException">A case is wrong, or a run that is there is damaged.</exception>
    public Plan Plan(
        BuildContext context,
        ImmutableArray<ExperimentCases> experiments,
        string runs,
        bool onlyHere = false,
        string? onlyOn = null
    )
    {
        ArgumentNullException.ThrowIfNull(context);
        var nodes = Nodes(context);
        if (context.Options.Node is { } asked && experiments.All(e => e.Profile == "smoke"))
        {
            _ = nodes.Get(asked);
        }

        var planner = new Planner(
            EnvironmentSetup.Catalog(context),
            _setup.Installer(context),
            Models(context),
            Engines,
            node => nodes.IsHere(node) ? _node.Facts : null,
            model => _times.Predicted(context, model)
        )
        {
            ImportedSeconds = run => _times.ImportedSeconds(run, experiments, runs),
            ModelOf = _library.Models(context).Find,
            DataDigestOf = load => DataSet.Sha256Of(Data(context).NameOf(load.Dataset), Environment.CurrentDirectory),
        };
        return planner.Make(
            new PlanRequest(experiments, runs, nodes.Here)
            {
                OnlyNode = onlyOn ?? context.Options.Node,
                Iterations = context.Options.Iterations,
                Force = context.Options.Force,
                IsWanted = node => !onlyHere || !(nodes.IsElsewhere(node) || nodes.IsReached(node)),
                IsAskedFor = OnlyRuns.Of(context.Options.Only),
            }
        );
    }

    /// <summary>Makes the runs that are missing or stale.</summary>
    /// <param name="context">The options.</param>
    /// <param name="experiments">What.</param>
    /// <param name="runs">The runs root.</param>
    /// <returns>What became of them; no outcomes if all were there.</returns>
    /// <exception cref="UserErrorException">Something cannot be set up, started or stored.</exception>
    public async Task<RunSummary> RunAsync(
        BuildContext context,
        ImmutableArray<ExperimentCases> experiments,
        string runs
    )
    {
        ArgumentNullException.ThrowIfNull(context);
        var nodes = Nodes(context);
        var reached = NodeDesk.Names(context, nodes, experiments);
        if (context.Options.Stop)
        {
            await _desk.StopAsync(context, nodes, reached, experiments);
            return new RunSummary([]) { WasStopped = true };
        }

        OtherMachines.Say(context, nodes, experiments);
        var hasGoal = experiments.Any(e => e.Cases.Any(HasGoal));
        Plan PlanOf(string node) => Plan(context, experiments, runs, onlyOn: node);
        reached =
        [
            .. reached.Where(node => PlanOf(node) is var plan && (!plan.ToMake.IsEmpty || WantsMore(plan, runs))),
        ];
        var first = Plan(context, experiments, runs, onlyHere: true);
        new GpuRequirement(
            EnvironmentSetup.Catalog(context),
            _gpus,
            GpuRequirement.HasDevice,
            run => WeightsOf(context, run)
        ).Check(first);
        if (first.ToMake.IsEmpty && reached.IsEmpty && !OutdatedMark.IsSet(runs) && !hasGoal)
        {
            return new RunSummary([]);
        }

        using var probe = new HttpHealthProbe();
        var machine = Machine(context, probe);
        using var session = OpenSession(context, runs, machine);

        // Again: what was put in order may have changed it.
        var plan = Plan(context, experiments, runs, onlyHere: true);
        var (environments, models) = (EnvironmentSetup.Catalog(context), Models(context));
        SayStale(context, plan);
        RefuseRemote(plan, nodes);
        new ResourceCheck(_node, environments, models, Engines).Check(plan, session.Root, context.Options.Store);
        var prepared = new PreparedRuns(environments, _setup.Installer(context), models, Engines);
        var runner = new ExperimentRunner(new RunMaker(machine, _store), prepared, _store);
        using var board = reached.IsEmpty ? null : RunDisplay.Board(context, nodes.Here, reached);
        var there = board is null
            ? Task.FromResult<ImmutableArray<RunOutcome>>([])
            : _desk.RunAsync(
                context,
                nodes,
                reached,
                experiments,
                PlanOf,
                session,
                board,
                TokenFor(context, experiments)
            );
        try
        {
            using var display = board?.Here ?? RunDisplay.For(context);
            var here = await runner.RunAsync(
                session,
                plan,
                context.Options.Order == "study" ? RunOrder.Study : RunOrder.Interleaved,
                context.Options.Seed ?? 1,
                display,
                board is null ? new LineProgress(context) : new LineProgress(board.SayHere),
                _interruption.Token
            );
            return new RunSummary([.. here.Outcomes, .. await there]);
        }
        finally
        {
            // Whatever becomes of this machine's part, the others end before the folder is given free.
            await Task.WhenAny(there);
        }
    }

    /// <summary>Serves a case without making a run of it.</summary>
    /// <typeparam name="T">What is made of the server.</typeparam>
    /// <param name="context">The options.</param>
    /// <param name="what">What it is for, for messages: in the place of an experiment's name.</param>
    /// <param name="profile">The profile that the case is from.</param>
    /// <param name="one">The case, to be started once.</param>
    /// <param name="folder">Where the engine's outputs go, absolute; it is there.</param>
    /// <param name="use">What is done with the server and its model. Its token is cancelled when the server ends by itself.</param>
    /// <param name="progress">Hears how far the start is.</param>
    /// <exception cref="UserErrorException">Something cannot be set up or started.</exception>
    public async Task<ServingRun<T>> ServeAsync<T>(
        BuildContext context,
        string what,
        string profile,
        CaseSpec one,
        string folder,
        Func<ServingEndpoint, ModelFiles, CancellationToken, Task<T>> use,
        IRunProgress progress
    )
    {
        var plan = Plan(context, [new ExperimentCases(what, profile, [one])], folder);
        new GpuRequirement(
            EnvironmentSetup.Catalog(context),
            _gpus,
            GpuRequirement.HasDevice,
            run => WeightsOf(context, run)
        )
        {
            Advice = "name another --engine, or with --url a server that runs elsewhere",
        }.Check(plan);
        var (environments, models) = (EnvironmentSetup.Catalog(context), Models(context));
        new ResourceCheck(_node, environments, models, Engines).Check(plan, folder, context.Options.Store);
        var prepared = new PreparedRuns(environments, _setup.Installer(context), models, Engines);
        var run = plan.Runs[0];
        await prepared.EnsureAsync([run], new LineProgress(context), _interruption.Token);
        var preparation = prepared.Of(run);
        using var probe = new HttpHealthProbe();
        return await new RunServing(Machine(context, probe)).RunAsync(
            run,
            preparation,
            folder,
            (server, ended) => use(server, preparation.Model, ended),
            progress,
            _interruption.Token
        );
    }

    /// <summary>Why an experiment has nothing to run in a profile with these options; null if it has.</summary>
    public string? WhyNone(BuildContext context, string name, string profile)
    {
        ArgumentNullException.ThrowIfNull(context);
        var spec = Experiments(context).Get(name);
        return !spec.Profiles.TryGetValue(profile, out var found)
            ? $"it has no profile {profile}."
            : found.None
                ?? LoadFormatChoice.WhyNot(context.Options.LoadFormat, found, EnvironmentSetup.Catalog(context));
    }

    /// <summary>Takes the right to write to a runs root, for whoever starts nothing, and says what was put in order.</summary>
    /// <exception cref="UserErrorException">Another command writes there.</exception>
    public RunSession OpenSession(BuildContext context, string runs)
    {
        ArgumentNullException.ThrowIfNull(context);
        using var probe = new HttpHealthProbe();
        return OpenSession(context, runs, Machine(context, probe));
    }

    private static RunSession OpenSession(BuildContext context, string runs, RunMachine machine)
    {
        var session = RunSession.Open(runs, machine);
        foreach (var news in session.News)
        {
            context.Information("{0}", news);
        }

        return session;
    }

    private RunMachine Machine(BuildContext context, IHealthProbe probe) =>
        new(
            new ProcessSupervisor(TimeProvider.System, _secrets),
            OperatingSystem.IsLinux() ? new LinuxPageCache() : new UnknownPageCache(),
            _node,
            PhysicalFileSystem.Instance,
            probe,
            TimeProvider.System
        )
        {
            Secrets = _secrets,
            FindProgram = new ToolRunner(_secrets).Find,
            DataFolder = Environment.CurrentDirectory,
            DataSetOf = Data(context).NameOf,
            MoreFacts = context.Options.ClockAhead is { } ahead
                ? ImmutableSortedDictionary<string, string>.Empty.Add(
                    "clock_ahead_seconds",
                    ahead.ToString("0.000", CultureInfo.InvariantCulture)
                )
                : ImmutableSortedDictionary<string, string>.Empty,
            Gpus = _gpus,
            CompileCaches = new CompileCaches(
                Path.Combine(context.Options.Store, "compile-caches"),
                PhysicalFileSystem.Instance
            ),
        };

    private SentData Data(BuildContext context) => _data ??= SentData.In(context.Options.Data);

    private bool WantsMore(Plan plan, string runs) => !new PrecisionRound(_store).Next(plan.Runs, runs).IsEmpty;

    private static bool HasGoal(CaseSpec one) => one.Caches.Any(c => c.Precision is not null);

    private static ImmutableArray<CaseSpec> Precise(ImmutableArray<CaseSpec> cases, double? within) =>
        within is not { } half
            ? cases
            :
            [
                .. cases.Select(c =>
                    c with
                    {
                        Caches =
                        [
                            .. c.Caches.Select(k =>
                                k with
                                {
                                    Iterations = Math.Max(3, k.Iterations),
                                    Precision = new PrecisionGoal("actual_total_time", half, MostIterations),
                                }
                            ),
                        ],
                    }
                ),
            ];

    // Whoever needs no model of the hub is not shown the token.
    private string? TokenFor(BuildContext context, ImmutableArray<ExperimentCases> experiments) =>
        experiments
            .SelectMany(e => e.Cases)
            .Any(c => _library.Models(context).Find(c.Model) is { Hub: not null } or { Tensorized: not null })
            ? ModelSetup.Hub().Token()
            : null;

    // What was measured goes away only after it was said.
    private static void SayStale(BuildContext context, Plan plan)
    {
        var stale = plan.Runs.Where(r => r.Decision == RunDecision.Stale).ToArray();
        if (stale.Length > 0)
        {
            context.Information(
                "{0} {1} made again and replaced, because {2}.",
                stale.Length,
                stale.Length == 1 ? "run is" : "runs are",
                string.Join("; ", stale.SelectMany(r => r.Reasons).Distinct(StringComparer.Ordinal).Take(5))
            );
        }
    }

    private static void RefuseRemote(Plan plan, NodeCatalog nodes)
    {
        foreach (var node in plan.ToMake.Select(r => r.Identity.Node).Distinct(StringComparer.Ordinal))
        {
            _ = nodes.Get(node);
        }
    }

    private long? WeightsOf(BuildContext context, PlannedRun run) =>
        (DummyWeights.AreIn(run.Case.Arguments) ? null : Models(context).Describe(run.StoredModel)?.Bytes)
        ?? _library.Models(context).Find(run.Case.Model)?.Hub?.Bytes;

    private ModelStores Models(BuildContext context) =>
        ModelSetup.Stores(context, _library.Models(context), _node.FreeDisk, _setup, _gpus);
}
