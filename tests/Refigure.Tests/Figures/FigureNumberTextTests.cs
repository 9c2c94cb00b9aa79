using Refigure.Figures;

namespace Refigure.Tests.Figures;

public sealed class FigureNumberTextTests
{
    [Theory]
    [InlineData(2.675, "2.67")]
    [InlineData(0.125, "0.12")]
    [InlineData(0.375, "0.38")]
    [InlineData(57.622, "57.62")]
    [InlineData(8.345, "8.35")]
    public void Two_decimals_are_rounded_exactly_with_ties_to_even(double value, string text) =>
        FigureNumberText.TwoDecimals(value).ShouldBe(text);

    [Theory]
    [InlineData(8.17, "8.17")]
    [InlineData(8.1, "8.1")]
    [InlineData(34, "34.0")]
    public void Versions_print_no_padding_but_one_decimal(double value, string text) =>
        FigureNumberText.InMark(1, value).ShouldBe(text);

    [Fact]
    public void Thin_steps_of_the_stack_and_missing_values_print_nothing()
    {
        FigureNumberText.InMark(2, 0.49).ShouldBeNull();
        FigureNumberText.InMark(2, 0.5).ShouldBe("0.50s");
        FigureNumberText.InMark(3, null).ShouldBeNull();
        FigureNumberText.InMark(12, 50).ShouldBeNull();
    }
}
