using System.Collections.Immutable;
using Refigure.Figures;
using Refigure.Imports;
using Refigure.Results;
using Refigure.Testing;
using Refigure.Tests.Figures;
using Refigure.Tests.Results;

namespace Refigure.Tests.Drawing;

/// <summary>The study's figures from its published logs, imported once for all tests.</summary>
internal static class StudyFigures
{
    private static readonly Lazy<FigureInput> Input = new(Import);

    public static ImmutableArray<int> Numbers { get; } = [1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 14, 17];

    public static Drawn Draw(int number) => Drawn.Of(number, Input.Value);

    private static FigureInput Import()
    {
        using var folder = new TemporaryFolder();
        var importer = new Importer(VllmLogReader.Instance);
        importer.Import(new(SharedData.Path("data/breaking-the-ice"), folder.Root));
        var runs = new RunStore(VllmLogReader.Instance).Load([folder.Root]);

        // Read now: the folder is gone when the figure is drawn.
        var uses = runs.Select(r => (Run: r, Use: CpuUsageSamples.Of(r)))
            .Where(x => x.Use is not null)
            .ToDictionary(
                x => x.Run.Record.Hash,
                x => new ProcessorUse(x.Use!.Count, x.Use.Cores, x.Use.Percent.AsMemory(), RawFiles.CpuUsage)
            );
        return new FigureInput("paper", runs, StudyRuns.Models)
        {
            ProcessorUseOf = run => uses.GetValueOrDefault(run.Record.Hash),
        };
    }
}
