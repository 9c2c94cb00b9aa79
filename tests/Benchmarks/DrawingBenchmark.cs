using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using Refigure.Drawing;
using Refigure.Figures;
using Refigure.Plotting;
using Refigure.Plotting.Figures;
using Refigure.Plotting.Fonts;
using Refigure.Plotting.Layout;
using Refigure.Plotting.Pdf;
using Refigure.Plotting.Scenes;
using Refigure.Plotting.Svg;

namespace Refigure.Benchmarks;

/// <summary>
/// A figure step by step, from loaded runs to files: figure 4, ten bars with an inset, and figure 12, a heat map of 64
/// cores and 258 samples.
/// </summary>
[MemoryDiagnoser]
public class DrawingBenchmark
{
    private static readonly DocumentInfo Info = new("", "", ImmutableSortedDictionary<string, string>.Empty);
    private StudyRuns? _study;
    private FigureRecipe? _recipe;
    private FigureData? _data;
    private Figure? _figure;
    private Scene? _scene;
    private FontSet? _fonts;

    [Params(4, 12)]
    public int Number { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        _study = new StudyRuns();
        _fonts = FontLibrary.ForThisMachine().Find();
        _recipe = FigureRecipes.Find(Number);
        _data = _study.Compute(_recipe!);
        _figure = FigureDrawing.Draw(_recipe!, _data);
        _scene = FigureLayout.Arrange(_figure, _fonts);
    }

    [GlobalCleanup]
    public void Delete() => _study?.Delete();

    [Benchmark]
    public FigureData Compute() => _study!.Compute(_recipe!);

    [Benchmark]
    public Scene Lay_out() => FigureLayout.Arrange(_figure!, _fonts!);

    [Benchmark]
    public byte[] Write_the_PDF() => PdfRenderer.Render(_scene!, _fonts!, Info);

    [Benchmark]
    public byte[] Write_the_SVG() => SvgRenderer.Render(_scene!, _fonts!, Info);

    [Benchmark]
    public FigureFiles All_three_files() => FigureFiles.Of(_recipe!, _data!, _fonts!, "", created: null);
}
