using System.Text.Json;
using Refigure.Catalog;
using Refigure.Environments;
using Refigure.Figures;
using Refigure.Imports;
using Refigure.Nodes;
using Refigure.Results;
using Refigure.Testing;

namespace Refigure.Tests.Catalog;

/// <summary>The project's own experiments.</summary>
public sealed class ExperimentFilesTests
{
    private static readonly string Root = Repository();

    private readonly ExperimentCatalog _catalog = new(Path.Combine(Root, "figures", "experiments"));

    [Fact]
    public void Every_figure_has_its_experiment_and_every_experiment_says_which_figures_are_its()
    {
        // An experiment without figures belongs to a series of a study's configurations.
        _catalog.Names.Where(n => _catalog.Get(n).Figures.IsEmpty).ShouldAllBe(n => _catalog.Get(n).Series != null);
        _catalog
            .Names.Where(n => !_catalog.Get(n).Figures.IsEmpty)
            .ShouldBe(FigureRecipes.All.Select(r => r.Experiment).Distinct().Order(StringComparer.Ordinal));
        foreach (var name in _catalog.Names)
        {
            _catalog
                .Get(name)
                .Figures.ShouldBe(FigureRecipes.All.Where(r => r.Experiment == name).Select(r => r.Number), name);
        }
    }

    [Fact]
    public void Every_experiment_has_the_paper_s_column_and_a_smoke_one_or_the_reason_why_not()
    {
        foreach (var spec in _catalog.Names.Select(_catalog.Get))
        {
            var paper = spec.Profiles["paper"];
            (paper.None is null).ShouldBe(!paper.Cases.IsEmpty, spec.Name);
            var smoke = spec.Profiles["smoke"];
            (smoke.None is null).ShouldBe(!smoke.Cases.IsEmpty, spec.Name);
        }
    }

    [Fact]
    public void What_smoke_cases_name_is_there()
    {
        var environments = new EnvironmentCatalog(Path.Combine(Root, "envs"));
        using var models = File.OpenText(Path.Combine(Root, "envs", "models.yaml"));
        var catalog = ModelCatalog.Read(models, "models.yaml");
        using var text = File.OpenText(Path.Combine(Root, "envs", "nodes.yaml"));
        var nodes = NodeCatalog.Read(text, "nodes.yaml", "here");
        foreach (var one in _catalog.Names.Select(_catalog.Get).SelectMany(s => s.Profiles["smoke"].Cases))
        {
            environments.Names.ShouldContain(one.Environment);
            catalog.Get(one.Model).Synthetic.ShouldNotBeNull(one.Model);
            one.Nodes.ShouldAllBe(n => nodes.Get(n).Kind == "local");
            new Refigure.Engines.LlamaCppEngine().CheckArguments(one.Arguments);
        }
    }

    // What the study ran, as its artifact has it, against what the profile paper would run.
    [SharedFact]
    public void The_paper_s_column_is_the_study_s_own_matrix()
    {
        var root = Directory.CreateTempSubdirectory("refigure-paper-").FullName;
        try
        {
            var importer = new Importer(VllmLogReader.Instance);
            var options = new ImportOptions(SharedData.Path("data/breaking-the-ice"), root) { Force = true };
            importer.Apply(importer.Plan(options), options);
            var imported = RunFolder
                .List(root)
                .Select(f => RunFolder.Read(root, f).Identity)
                .ToLookup(i => i.Experiment);
            imported.Count.ShouldBe(7);
            foreach (var experiment in imported)
            {
                var cases = _catalog.Get(experiment.Key).Profiles["paper"].Cases;
                var planned = cases.SelectMany(c =>
                    (c.Nodes.IsEmpty ? ["n1"] : c.Nodes).SelectMany(node =>
                        c.Caches.SelectMany(k =>
                            Enumerable
                                .Range(1, k.Iterations)
                                .Select(i => new RunIdentity(experiment.Key, node, c.Name, k.Cache, i).RelativeFolder)
                        )
                    )
                );
                planned
                    .Order(StringComparer.Ordinal)
                    .ShouldBe(experiment.Select(i => i.RelativeFolder).Order(StringComparer.Ordinal), experiment.Key);
            }
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    [Fact]
    public void The_schema_knows_the_keys_that_the_reader_knows()
    {
        using var schema = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(Root, "figures", "experiments", "schema.json"))
        );
        var definitions = schema.RootElement.GetProperty("$defs");

        Keys(schema.RootElement).ShouldBe(Sorted(ExperimentReader.RootKeys));
        Keys(schema.RootElement.GetProperty("properties").GetProperty("profiles"))
            .ShouldBe(Sorted(ExperimentReader.ProfileNames));
        Keys(definitions.GetProperty("profile").GetProperty("oneOf")[0]).ShouldBe(ExperimentReader.NoneKeys);
        Keys(definitions.GetProperty("profile").GetProperty("oneOf")[1]).ShouldBe(Sorted(ExperimentReader.ProfileKeys));
        Keys(definitions.GetProperty("case")).ShouldBe(Sorted(ExperimentReader.CaseKeys));
        Keys(definitions.GetProperty("load")).ShouldBe(Sorted(LoadSpec.Keys));
        Keys(definitions.GetProperty("caches")).ShouldBe(Sorted(CacheReader.StateKeys));
        var repeat = definitions.GetProperty("repeat").GetProperty("oneOf")[1];
        Keys(repeat).ShouldBe(Sorted(CacheReader.RepeatKeys));
        Keys(repeat.GetProperty("properties").GetProperty("until")).ShouldBe(Sorted(CacheReader.GoalKeys));
    }

    private static string[] Keys(JsonElement element) =>
        Sorted([.. element.GetProperty("properties").EnumerateObject().Select(p => p.Name)]);

    private static string[] Sorted(string[] keys) => [.. keys.Order(StringComparer.Ordinal)];

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Refigure.slnx")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
