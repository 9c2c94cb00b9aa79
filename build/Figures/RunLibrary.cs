using System.Collections.Immutable;
using Cake.Common.Diagnostics;
using Refigure.Build.Options;
using Refigure.Catalog;
using Refigure.Figures;
using Refigure.Figures.Serving;
using Refigure.Quality;
using Refigure.Results;
using Refigure.Serving;
using Refigure.Traces;

namespace Refigure.Build.Figures;

/// <summary>The runs and models that figures are computed from, loaded once a call.</summary>
public sealed class RunLibrary
{
    private readonly RunStore _store;
    private ModelCatalog? _models;
    private ExperimentCatalog? _experiments;
    private ImmutableArray<string> _only;
    private readonly HashSet<string> _said = new(StringComparer.Ordinal);
    private IReadOnlySet<string>? _present;
    private readonly GivenRuns _given;
    private RunSets? _loaded;

    /// <summary>With what reads run folders, and the runs of what <c>--from</c> names.</summary>
    public RunLibrary(RunStore store, GivenRuns given)
    {
        _store = store;
        _given = given;
    }

    /// <summary>Whether this call makes the runs that are missing; else the recorded ones stand in.</summary>
    public bool MakesRuns { get; set; }

    /// <summary>
    /// The profile of all figures of this call, where they belong together and must not choose one by one; null: each chooses. What
    /// <c>--profile</c> names comes first.
    /// </summary>
    public string? Profile { get; set; }

    /// <summary>Whether runs that are damaged are passed over, and told of by <see cref="Unreadable"/>; else they end the call.</summary>
    public bool SkipsDamaged { get; set; }

    /// <summary>Roots of runs beside those of <c>--runs</c> and the recorded ones, for what shows several sets at once.</summary>
    public IReadOnlyList<string> MoreRoots { get; set; } = [];

    /// <summary>A sentence for each run that was passed over.</summary>
    public ImmutableArray<string> Unreadable { get; private set; } = [];

    /// <summary>Every run that is there, of all experiments, profiles and nodes.</summary>
    /// <exception cref="UserErrorException">The runs folder that was named is not there, or a run is damaged.</exception>
    public ImmutableArray<MeasuredRun> All(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Check(context.Options);
        _only = default;
        _loaded = Load(context, null);
        return Everything = _loaded.All;
    }

    /// <summary>What <see cref="All"/> read in this call; default before it.</summary>
    internal ImmutableArray<MeasuredRun> Everything { get; private set; }

    /// <summary>The models of <c>envs/models.yaml</c>.</summary>
    public ModelCatalog Models(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (_models is null)
        {
            var path = Path.Combine(context.Root, "envs", "models.yaml");
            _models = Models(path);
        }

        return _models;
    }

    /// <summary>The experiments of <c>figures/experiments</c>.</summary>
    public ExperimentCatalog Experiments(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return _experiments ??= new ExperimentCatalog(
            Path.Combine(context.Root, "figures", "experiments"),
            context.Options.Roles
        );
    }

    private static ModelCatalog Models(string path)
    {
        try
        {
            using var text = File.OpenText(path);
            return ModelCatalog.Read(text, "envs/models.yaml");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"{path} cannot be read ({e.Message.TrimEnd('.')}): restore it.", e);
        }
    }

    /// <summary>What a recipe is computed from, in this call.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="context">The options.</param>
    /// <param name="withRecorded">
    /// Whether the recorded runs may be used; without them the user's own runs are alone, and not outnumbered.
    /// </param>
    /// <param name="only">The profile of the runs; null for the one that suits this call.</param>
    /// <exception cref="UserErrorException">The runs folder that was named is not there.</exception>
    public FigureInput InputFor(
        FigureRecipe recipe,
        BuildContext context,
        bool withRecorded = true,
        string? only = null
    )
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(context);
        Check(context.Options);
        var profile = only ?? ProfileOf(recipe, context);
        var expected = ExpectedRuns.Of(Experiments(context).Get(recipe.Experiment), profile);
        var runs = OfOneKind(
            Runs(recipe, expected, context).Of(profile, withRecorded),
            recipe,
            expected,
            context.Options.LoadFormat == DummyWeights.Value
        );
        var node = context.Options.Node ?? ThisMachine(runs, recipe, expected, context);
        return new FigureInput(profile, runs, Models(context), node)
        {
            Expected = expected,
            ProcessorUseOf = UseOf,
            RequestsOf = RequestsFile.Of,
            LoadOf = LoadOf,
            SamplesOf = SampleSeries.Of,
            TraceOf = static run => ProfiledRun.Of(RunFolder.PathOf(run.Root, run.Record.Identity)),
            PricePerHour = context.Options.PricePerHour ?? EngineCurves.UsualPricePerHour,
        };
    }

    // Starts with dummy weights never stand beside those with real ones, unless that is what the figure compares: they are
    // shown where they are asked for, or where there are no others.
    private static ImmutableArray<MeasuredRun> OfOneKind(
        RunSet runs,
        FigureRecipe recipe,
        ExpectedRuns expected,
        bool dummy
    ) =>
        recipe is LoadFormatBars ? runs.All
        : dummy ? runs.All.RemoveAll(r => !DummyWeightRuns.Is(r))
        : runs.Real.Any(r => expected.Has(r.Record.Identity)) ? runs.Real
        : runs.All;

    /// <summary>Refuses a runs folder that cannot be meant.</summary>
    /// <exception cref="UserErrorException">It is a file, or is named and not there.</exception>
    public void Check(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Check(context.Options);
    }

    /// <summary>The root of the recorded runs; nothing writes to it.</summary>
    public static string Recorded(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Path.Combine(context.Root, "figures", "recorded");
    }

    // The usual folder appears with the first run; one that is named must be there, or a slip of the pen would silently
    // draw the recorded runs.
    private void Check(BuildOptions options)
    {
        if (File.Exists(options.Runs))
        {
            throw new UserErrorException($"--runs {options.Runs} is a file: name the folder that holds the runs.");
        }

        if (options.RunsNamed && !MakesRuns && !Directory.Exists(options.Runs))
        {
            throw new UserErrorException(
                $"--runs {options.Runs}: there is no such folder; name one with runs, or leave --runs out."
            );
        }
    }

    /// <summary>
    /// The profile of a figure: the one that is asked for; else that of the user's own runs, the paper's first; else, where
    /// runs can be made, the one for any machine; else the recorded runs.
    /// </summary>
    public string ProfileOf(FigureRecipe recipe, BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(context);
        if ((context.Options.Profile ?? Profile) is { } asked)
        {
            return asked;
        }

        if (_given.Root(context) is { } given)
        {
            return Array.Find(["paper", "lab"], RunProfiles.In(given).Contains) ?? "lab";
        }

        _present ??= RunProfiles.In(context.Options.Runs);
        if (Array.Find(["paper", "lab"], _present.Contains) is { } found)
        {
            return found;
        }

        if (
            FigureRecipes.WhyNoSmoke(recipe.Number) is null
            && (_present.Contains("smoke") || (MakesRuns && !AsksForRecorded(context)))
        )
        {
            Say(
                context,
                "Profile smoke: llama.cpp on this machine's processor with synthetic models, since no other runs are there."
            );
            return "smoke";
        }

        Say(
            context,
            $"{Path.GetRelativePath(context.Root, context.Options.Runs)} has no runs, so this draws the recorded ones: real vLLM on an H100 and an H200 (profile lab, figures/recorded)."
        );
        return "lab";
    }

    // --node may name a machine that is only in the recordings; nothing can be run there.
    private static bool AsksForRecorded(BuildContext context) =>
        context.Options.Node is { } node
        && Directory
            .EnumerateDirectories(Recorded(context))
            .Any(experiment => Directory.Exists(Path.Combine(experiment, node)));

    /// <summary>Forgets the runs that were loaded, since others have been made.</summary>
    public void Forget()
    {
        _loaded = null;
        Everything = default;
        _only = default;
        _present = null;
    }

    private void Say(BuildContext context, string news)
    {
        if (_said.Add(news))
        {
            context.Information("{0}", news);
        }
    }

    private RunSets Runs(FigureRecipe recipe, ExpectedRuns expected, BuildContext context)
    {
        string[] needed = [.. expected.KeptAs, .. AttributesFrom(recipe)];
        if (_loaded is null || (_only is { IsDefault: false } && needed.Any(e => !_only.Contains(e))))
        {
            // What all figures of the call need is read in one pass. A figure that the call did not name shows that there are
            // more of them (--target Figure-2 --target Figure-5).
            var isFirst = _loaded is null;
            _only = isFirst
                ?
                [
                    .. needed,
                    .. context.Options.Figures.SelectMany(n => NeededBy(n, context)),
                    Results.Experiments.Imported,
                ]
                : default;
            _loaded = Load(context, isFirst ? _only : null);
        }

        return _loaded;
    }

    private RunSets Load(BuildContext context, IReadOnlyCollection<string>? experiments)
    {
        string[] roots = _given.Root(context) is { } given
            ? [given]
            : [context.Options.Runs, .. MoreRoots, Recorded(context)];
        ImmutableArray<MeasuredRun> runs;
        if (SkipsDamaged)
        {
            (runs, Unreadable) = _store.LoadReadable(roots, experiments);
        }
        else
        {
            runs = _store.Load(roots, experiments);
        }

        return new RunSets(
            runs.RemoveAll(r => r.Record.Identity.Iteration > (context.Options.Iterations ?? int.MaxValue)),
            Recorded(context)
        );
    }

    // In whatever profile it is drawn.
    private IEnumerable<string> NeededBy(int figure, BuildContext context)
    {
        if (FigureRecipes.Find(figure) is not { } recipe)
        {
            return [];
        }

        var experiment = Experiments(context).Get(recipe.Experiment);
        return
        [
            .. experiment.Profiles.Keys.SelectMany(profile => ExpectedRuns.Of(experiment, profile).KeptAs),
            .. AttributesFrom(recipe),
        ];
    }

    private static string[] AttributesFrom(FigureRecipe recipe) => recipe.AttributesFrom is { } other ? [other] : [];

    private static string? ThisMachine(
        ImmutableArray<MeasuredRun> runs,
        FigureRecipe recipe,
        ExpectedRuns expected,
        BuildContext context
    )
    {
        var here = context.Options.Here ?? Environment.MachineName;
        return
            recipe is not NodeRatioBars
            && runs.Any(r => r.Record.Identity.Node == here && expected.Has(r.Record.Identity))
            ? here
            : null;
    }

    private static LoadFacts? LoadOf(MeasuredRun run) =>
        LoadFactsFile.Of(RunFolder.PathOf(run.Root, run.Record.Identity));

    private static ProcessorUse? UseOf(MeasuredRun run) =>
        CpuUsageSamples.Of(run) is { } samples
            ? new ProcessorUse(
                samples.Count,
                samples.Cores,
                samples.Percent.AsMemory(),
                $"{run.Record.Identity.RelativeFolder}/{RawFiles.CpuUsage}"
            )
        : ProcessSamples.Of(run) is { Seconds.IsEmpty: false } sampled
            ? new ProcessorUse(
                sampled.Seconds.Length,
                sampled.Cores,
                sampled.Percent.AsMemory(),
                $"{run.Record.Identity.RelativeFolder}/{RawFiles.Samples}"
            )
            {
                Ends = sampled.Seconds.AsMemory(),
            }
        : null;
}
