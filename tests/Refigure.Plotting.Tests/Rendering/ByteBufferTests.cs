using System.Text;
using Refigure.Plotting.Rendering;

namespace Refigure.Plotting.Tests.Rendering;

public sealed class ByteBufferTests
{
    [Theory]
    [InlineData(0, 2, "0")]
    [InlineData(-0.001, 2, "0")]
    [InlineData(1.5, 2, "1.5")]
    [InlineData(-0.05, 2, "-0.05")]
    [InlineData(0.125, 2, "0.13")]
    [InlineData(-0.125, 2, "-0.13")]
    [InlineData(100, 2, "100")]
    [InlineData(1234567.8904, 4, "1234567.8904")]
    [InlineData(1e-7, 4, "0")]
    [InlineData(12.6, 0, "13")]
    public void Numbers_are_written_plainly_and_shortly(double value, int decimals, string expected)
    {
        Encoding.ASCII.GetString(new ByteBuffer(1).AddNumber(value, decimals).Written).ShouldBe(expected);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-1e13)]
    public void Numbers_that_no_page_holds_are_refused(double value)
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new ByteBuffer().AddNumber(value, 2));
    }
}
