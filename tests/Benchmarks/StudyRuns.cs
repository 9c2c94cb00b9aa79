using Refigure.Catalog;
using Refigure.Figures;
using Refigure.Imports;
using Refigure.Results;

namespace Refigure.Benchmarks;

/// <summary>The study's artifact, imported into a folder that is gone afterwards.</summary>
internal sealed class StudyRuns
{
    private readonly RunStore _store = new(VllmLogReader.Instance);

    public StudyRuns()
    {
        new Importer(VllmLogReader.Instance).Import(new(SharedFolder.Path("data/breaking-the-ice"), Root));
        Input = InputOf(_store);
    }

    /// <summary>The runs root.</summary>
    public string Root { get; } = Directory.CreateTempSubdirectory("refigure-benchmark-").FullName;

    /// <summary>The runs, loaded.</summary>
    public FigureInput Input { get; }

    /// <summary>The figures that these runs are enough for.</summary>
    public IEnumerable<FigureRecipe> Recipes => FigureRecipes.All.Where(r => r.Compute(Input).HasData);

    /// <summary>A figure's numbers, inspected as the build host does.</summary>
    public FigureData Compute(FigureRecipe recipe) =>
        recipe.Compute(Input) is { HasData: true } outcome && FigureGuard.Inspect(recipe, outcome.Data).Data is { } data
            ? data
            : throw new InvalidOperationException($"There are no runs for figure {recipe.Number}.");

    /// <summary>Deletes the runs.</summary>
    public void Delete() => Directory.Delete(Root, recursive: true);

    private FigureInput InputOf(RunStore runs)
    {
        using var models = File.OpenText(SharedFolder.InCheckout("envs/models.yaml"));
        return new("paper", runs.Load([Root]), ModelCatalog.Read(models, "envs/models.yaml"))
        {
            ProcessorUseOf = run =>
                CpuUsageSamples.Of(run) is { } use
                    ? new ProcessorUse(use.Count, use.Cores, use.Percent.AsMemory(), RawFiles.CpuUsage)
                    : null,
        };
    }
}
