using Refigure.Plotting.Layout;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Tests.Layout;

public sealed class TextBoxTests
{
    private static readonly Typesetter Type = new(new PlainMeasurer());

    private static TextBox Box(double x, double y, double angle) =>
        TextBox.Of(new TextItem("aaaaaaaaaa", new(x, y), 10, Rgb.Black, angle), new PlainMeasurer());

    [Fact]
    public void A_level_text_reaches_from_its_capitals_to_its_deepest_letters()
    {
        var bounds = Box(100, 50, 0).Bounds;

        bounds.X.ShouldBe(100, 1e-9);
        bounds.Width.ShouldBe(60, 1e-9);
        bounds.Y.ShouldBeLessThan(50 - 7.29);
        bounds.Bottom.ShouldBe(52.36, 1e-9);
    }

    [Fact]
    public void A_text_turned_counter_clockwise_by_90_degrees_reaches_up()
    {
        var bounds = Box(100, 80, 90).Bounds;

        bounds.Bottom.ShouldBe(80, 1e-9);
        bounds.Y.ShouldBe(20, 1e-9);
        bounds.Right.ShouldBe(102.36, 1e-9);
    }

    [Fact]
    public void Parallel_turned_texts_do_not_overlap_although_their_bounds_do()
    {
        var (a, b) = (Box(0, 100, 30), Box(25, 100, 30));

        a.Bounds.Overlaps(b.Bounds).ShouldBeTrue();
        a.Overlaps(b).ShouldBeFalse();
    }

    [Fact]
    public void Crossing_texts_overlap() => Box(0, 100, 45).Overlaps(Box(10, 90, 0)).ShouldBeTrue();

    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    [InlineData(90)]
    public void A_text_set_by_its_middle_has_its_middle_there(double angle)
    {
        var item = Type.Set("12345", new(40, 60), HorizontalAlign.Middle, VerticalAlign.Middle, 10, Rgb.Black, angle);

        var (sin, cos) = Math.SinCos(angle * Math.PI / 180);
        var (half, up) = (Type.Width("12345", 10) / 2, 7.29 / 2);
        (item.Position.X + (half * cos) - (up * sin)).ShouldBe(40, 1e-9);
        (item.Position.Y - (half * sin) - (up * cos)).ShouldBe(60, 1e-9);
    }

    [Fact]
    public void A_text_set_by_its_end_ends_there() =>
        Type.Bounds(Type.Set("12345", new(40, 60), HorizontalAlign.End, VerticalAlign.Top, 10, Rgb.Black))
            .Right.ShouldBe(40, 1e-9);

    [Fact]
    public void Lines_break_at_spaces_and_fill_evenly()
    {
        LineBreaker.Wrap(Type, "aaaa bbbb cccc", 10, 70).ShouldBe(["aaaa bbbb", "cccc"]);
        LineBreaker.WrapEvenly(Type, "a bb ccc dddd", 10, 60).ShouldBe(["a bb ccc", "dddd"]);
        LineBreaker.Wrap(Type, "unbreakable", 10, 20).ShouldBe(["unbreakable"]);
    }
}
