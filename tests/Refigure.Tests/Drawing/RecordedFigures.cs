using System.Collections.Immutable;
using Refigure.Catalog;
using Refigure.Figures;
using Refigure.Results;
using Refigure.Tests.Figures;

namespace Refigure.Tests.Drawing;

/// <summary>The figures that a bare clone draws, from the recorded runs.</summary>
internal static class RecordedFigures
{
    private static readonly Lazy<FigureInput> Input = new(() =>
        new("lab", new RunStore(VllmLogReader.Instance).Load([Folder]), StudyRuns.Models)
    );

    public static ImmutableArray<int> Numbers { get; } = [1, 2, 3, 4, 5, 6, 8, 9, 10, 13, 15];

    // Only the imported logs are of two kinds of GPU: they stand in for figure 10.
    public static Drawn Draw(int number) =>
        Drawn.Of(
            number,
            number == 10
                ? Input.Value with
                {
                    Runs = Input.Value.Runs.RemoveAll(r =>
                        r.Record.Identity.Experiment != Refigure.Results.Experiments.Imported
                    ),
                }
                : Input.Value with
                {
                    Expected = ExpectedRuns.Of(Experiments.Value.Get(FigureRecipes.Find(number)!.Experiment), "lab"),
                }
        );

    private static readonly Lazy<ExperimentCatalog> Experiments = new(() =>
        new(Path.Combine(Folder, "..", "experiments"))
    );

    private static string Folder
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "Refigure.slnx")))
            {
                folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the checkout.");
            }

            return Path.Combine(folder.FullName, "figures", "recorded");
        }
    }
}
