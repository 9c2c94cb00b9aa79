using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Tests.Scenes;

public sealed class ScenePlacementTests
{
    [Fact]
    public void Everything_is_moved_and_made_smaller_together()
    {
        var placed = new ScenePlacement(10, 20, 0.5).Place([
            new TextItem("a", new Point(4, 8), 12, Rgb.Black, Angle: 90, Bold: true),
            new PathItem(
                PathGeometry.Rectangle(new(0, 0, 8, 4)),
                new Fill(Rgb.White, Hatch.Dots),
                new Stroke(Rgb.Black, 2, [4, 2])
            ),
            new ClipItem(new(2, 2, 4, 4), [new PathItem(PathGeometry.Polyline([new(2, 2), new(6, 6)]))]),
        ]);

        placed[0].ShouldBe(new TextItem("a", new Point(12, 24), 6, Rgb.Black, Angle: 90, Bold: true));
        var path = placed[1].ShouldBeOfType<PathItem>();
        path.Path.Points.ShouldBe([new(10, 20), new(14, 20), new(14, 22), new(10, 22)]);
        path.Stroke!.Width.ShouldBe(1);
        path.Stroke.Dash.ShouldBe([2, 1]);
        path.Fill.ShouldBe(new Fill(Rgb.White, Hatch.Dots));
        var clip = placed[2].ShouldBeOfType<ClipItem>();
        clip.Bounds.ShouldBe(new Rect(11, 21, 2, 2));
        clip.Items[0].ShouldBeOfType<PathItem>().Path.Points.ShouldBe([new(11, 21), new(13, 23)]);
    }
}
