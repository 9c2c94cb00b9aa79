using BenchmarkDotNet.Attributes;
using Refigure.Drawing;
using Refigure.Figures;
using Refigure.Plotting.Fonts;

namespace Refigure.Benchmarks;

/// <summary>Every figure that the artifact has runs for, from loaded runs to PDF, SVG and CSV in memory.</summary>
[MemoryDiagnoser]
public class AllFiguresBenchmark
{
    private StudyRuns? _study;
    private FigureRecipe[] _recipes = [];
    private FontSet? _fonts;

    [GlobalSetup]
    public void Prepare()
    {
        _study = new StudyRuns();
        _recipes = [.. _study.Recipes];
        _fonts = FontLibrary.ForThisMachine().Find();
    }

    [GlobalCleanup]
    public void Delete() => _study?.Delete();

    [Benchmark]
    public long Compute_and_draw_all()
    {
        long bytes = 0;
        foreach (var recipe in _recipes)
        {
            var files = FigureFiles.Of(recipe, _study!.Compute(recipe), _fonts!, "", created: null);
            bytes += files.Pdf.Length + files.Svg.Length + files.Csv.Length;
        }

        return bytes;
    }
}
