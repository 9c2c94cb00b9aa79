using BenchmarkDotNet.Attributes;
using Refigure.Drawing;
using Refigure.Figures;
using Refigure.Plotting.Fonts;

namespace Refigure.Benchmarks;

/// <summary>Every figure that the artifact has runs for, from loaded runs to PDF, SVG and CSV in memory.</summary>
[MemoryDiagnoser]
public class AllFiguresBenchmark
{
    private StudyRuns? study;
    private FigureRecipe[] recipes = [];
    private FontSet? fonts;

    [GlobalSetup]
    public void Prepare()
    {
        study = new StudyRuns();
        recipes = [.. study.Recipes];
        fonts = FontLibrary.ForThisMachine().Find();
    }

    [GlobalCleanup]
    public void Delete() => study?.Delete();

    [Benchmark]
    public long Compute_and_draw_all()
    {
        long bytes = 0;
        foreach (var recipe in recipes)
        {
            var files = FigureFiles.Of(recipe, study!.Compute(recipe), fonts!, "", created: null);
            bytes += files.Pdf.Length + files.Svg.Length + files.Csv.Length;
        }

        return bytes;
    }
}
