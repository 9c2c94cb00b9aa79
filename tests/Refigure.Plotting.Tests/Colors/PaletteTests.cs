using Refigure.Plotting.Colors;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Tests.Colors;

public sealed class PaletteTests
{
    [Fact]
    public void Text_on_any_colour_has_a_contrast_of_4_5_or_more()
    {
        for (var i = 0; i < Palette.Count; i++)
        {
            Palette.TextOn(Palette.Color(i)).ContrastWith(Palette.Color(i)).ShouldBeGreaterThanOrEqualTo(4.5);
        }

        for (var step = 0; step < Viridis.Count; step++)
        {
            var color = Viridis.Color(step);
            Palette.TextOn(color).ContrastWith(color).ShouldBeGreaterThanOrEqualTo(4.5);
        }
    }

    [Fact]
    public void Each_series_differs_from_the_next_ones_by_colour_and_by_a_second_code()
    {
        for (var i = 0; i < 6; i++)
        {
            for (var j = i + 1; j < 6; j++)
            {
                Palette.Color(i).ShouldNotBe(Palette.Color(j));
                Palette.HatchOf(i).ShouldNotBe(Palette.HatchOf(j));
                Palette.Shape(i).ShouldNotBe(Palette.Shape(j));
                Palette.Dash(i).ShouldNotBe(Palette.Dash(j));
            }
        }
    }

    [Fact]
    public void Any_colour_as_text_reads_on_paper()
    {
        for (var i = 0; i < Palette.Count; i++)
        {
            Palette.AsText(Palette.Color(i)).ContrastWith(Rgb.White).ShouldBeGreaterThanOrEqualTo(4.5);
        }

        Palette.AsText(Rgb.Black).ShouldBe(Rgb.Black);
    }

    [Fact]
    public void A_colour_that_comes_again_has_another_hatch() =>
        Palette.Fill(Palette.Count).Hatch.ShouldNotBe(Palette.Fill(0).Hatch);

    /// <summary>Linear-light matrices of Viénot, Brettel and Mollon (1999) for the two red-green blindnesses.</summary>
    [Theory]
    [InlineData(0.11238, 0.88762, 0.11238, 0.88762)]
    [InlineData(0.29275, 0.70725, 0.29275, 0.70725)]
    public void Colours_stay_apart_for_red_green_blind_readers(double rr, double rg, double gr, double gg)
    {
        for (var i = 0; i < Palette.Count; i++)
        {
            for (var j = i + 1; j < Palette.Count; j++)
            {
                var (a, b) = (Seen(Palette.Color(i)), Seen(Palette.Color(j)));
                var distance = Math.Sqrt(Math.Pow(a.R - b.R, 2) + Math.Pow(a.G - b.G, 2) + Math.Pow(a.B - b.B, 2));
                distance.ShouldBeGreaterThan(15, $"colours {i} and {j}");
            }
        }

        (double R, double G, double B) Seen(Rgb color)
        {
            var (r, g, b) = (Linear(color.R), Linear(color.G), Linear(color.B));
            return (Screen((rr * r) + (rg * g)), Screen((gr * r) + (gg * g)), Screen(b));
        }

        static double Linear(byte channel) => Math.Pow(channel / 255.0, 2.2);
        static double Screen(double light) => Math.Pow(Math.Clamp(light, 0, 1), 1 / 2.2) * 255;
    }

    [Fact]
    public void Viridis_runs_from_dark_violet_to_yellow_and_only_gets_brighter()
    {
        Viridis.Color(0).ToString().ShouldBe("#440154");
        Viridis.Color(255).ToString().ShouldBe("#fde725");
        for (var step = 1; step < Viridis.Count; step++)
        {
            Viridis.Color(step).Luminance.ShouldBeGreaterThan(Viridis.Color(step - 1).Luminance - 1e-3);
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(50, 128)]
    [InlineData(100, 255)]
    [InlineData(-3, 0)]
    [InlineData(170, 255)]
    public void Steps_divide_the_limits_evenly(double value, int step) => Viridis.Step(value, 0, 100).ShouldBe(step);
}
