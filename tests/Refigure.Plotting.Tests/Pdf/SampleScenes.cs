using System.Collections.Immutable;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Tests.Pdf;

/// <summary>Scenes that use all that a renderer can do.</summary>
internal static class SampleScenes
{
    public const string NonAscii = "§ 4.2 – 3×µs, “Größe” ±5 %, a−b";

    public static DocumentInfo Info { get; } =
        new(
            "Figure 7: <startup> & more",
            "A test – with a dash.",
            ImmutableSortedDictionary<string, string>.Empty.Add("DataDigest", "sha256:abc").Add("Nodes", "n1, “n2”")
        );

    public static Scene Everything { get; } = Build();

    /// <summary>A heat map of <paramref name="columns"/> × <paramref name="rows"/> cells in 256 colours.</summary>
    public static Scene HeatMap(int columns, int rows)
    {
        var items = ImmutableArray.CreateBuilder<SceneItem>(columns * rows);
        var (width, height) = (400.0 / columns, 200.0 / rows);
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var shade = (byte)(((row * 37) + (column * 11) + (row * column)) % 256);
                var cell = new Rect(10 + (column * width), 10 + (row * height), width, height);
                items.Add(
                    new PathItem(PathGeometry.Rectangle(cell), new Fill(new Rgb(shade, 80, (byte)(255 - shade))))
                );
            }
        }

        return new Scene(420, 220, items.ToImmutable());
    }

    private static Scene Build()
    {
        var items = ImmutableArray.CreateBuilder<SceneItem>();
        var x = 10.0;
        foreach (var hatch in Enum.GetValues<Hatch>())
        {
            var bar = PathGeometry.Rectangle(new Rect(x, 20, 40, 100));
            items.Add(new PathItem(bar, new Fill(Rgb.Parse("#56b4e9"), hatch, Rgb.Black), new Stroke(Rgb.Black, 0.5)));
            items.Add(new TextItem($"{hatch}", new Point(x, 132), 7, Rgb.Black));
            x += 44;
        }

        var line = PathGeometry.Polyline([new(10, 200), new(80, 150), new(150, 190), new(220, 145)]);
        items.Add(new PathItem(line, Stroke: new Stroke(Rgb.Parse("#d55e00"), 1.5, [6, 2, 1, 2])));
        var round = PathGeometry.Polyline([new(10, 215), new(80, 165), new(150, 205), new(220, 160)]);
        items.Add(new PathItem(round, Stroke: new Stroke(Rgb.Parse("#009e73"), 4, [0, 6], RoundCap: true)));
        items.Add(new PathItem(PathGeometry.Circle(new(250, 170), 12), new Fill(Rgb.Parse("#cc79a7"))));
        items.Add(
            new ClipItem(
                new Rect(270, 145, 45, 45),
                [
                    new PathItem(PathGeometry.Circle(new(270, 145), 40), new Fill(Rgb.Parse("#e69f00"))),
                    new PathItem(
                        PathGeometry.Polyline([new(200, 150), new(400, 190)]),
                        Stroke: new Stroke(Rgb.Parse("#0072b2"), 3)
                    ),
                    new TextItem("clipped at the edge", new Point(280, 180), 8, Rgb.Black),
                ]
            )
        );
        items.Add(new TextItem(NonAscii, new Point(10, 235), 9, Rgb.Black));
        items.Add(
            new TextItem("Bold title: AVÄ  two spaces", new Point(10, 250), 10, Rgb.Parse("#0072b2"), Bold: true)
        );
        items.Add(new TextItem("upwards", new Point(330, 130), 9, Rgb.Black, 90));
        items.Add(new TextItem("slanted 45°", new Point(345, 130), 9, Rgb.Black, 45));
        items.Add(new TextItem("downwards −30°", new Point(250, 210), 9, Rgb.Black, -30));
        return new Scene(400, 260, items.ToImmutable());
    }
}
