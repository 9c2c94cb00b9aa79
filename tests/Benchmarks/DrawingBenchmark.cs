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
    private StudyRuns? study;
    private FigureRecipe? recipe;
    private FigureData? data;
    private Figure? figure;
    private Scene? scene;
    private FontSet? fonts;

    [Params(4, 12)]
    public int Number { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        study = new StudyRuns();
        fonts = FontLibrary.ForThisMachine().Find();
        recipe = FigureRecipes.Find(Number);
        data = study.Compute(recipe!);
        figure = FigureDrawing.Draw(recipe!, data);
        scene = FigureLayout.Arrange(figure, fonts);
    }

    [GlobalCleanup]
    public void Delete() => study?.Delete();

    [Benchmark]
    public FigureData Compute() => study!.Compute(recipe!);

    [Benchmark]
    public Scene Lay_out() => FigureLayout.Arrange(figure!, fonts!);

    [Benchmark]
    public byte[] Write_the_PDF() => PdfRenderer.Render(scene!, fonts!, Info);

    [Benchmark]
    public byte[] Write_the_SVG() => SvgRenderer.Render(scene!, fonts!, Info);

    [Benchmark]
    public FigureFiles All_three_files() => FigureFiles.Of(recipe!, data!, fonts!, "", created: null);
}
