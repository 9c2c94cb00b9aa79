using Refigure.Figures;
using Refigure.Testing;

namespace Refigure.Tests.Figures;

public sealed class FigureCsvTests
{
    private const string Header = "figure,panel,series,label,x,y,error,n,unit\n";

    [Fact]
    public void Rows_carry_full_precision_and_leave_missing_values_empty()
    {
        var data = new FigureData(
            4,
            "paper",
            [
                new FigureMark("main", "", "Yi-6B", "6", 22.259999999999998, 0.015811388300842007, 5, "s"),
                new FigureMark("main", "", "A, \"B\"", "", null, null, 0, "s"),
            ],
            [],
            []
        );

        Text(data)
            .ShouldBe(
                Header
                    + "4,main,,Yi-6B,6,22.259999999999998,0.015811388300842007,5,s\n"
                    + "4,main,,\"A, \"\"B\"\"\",,,,0,s\n"
            );
    }

    [SharedTheory]
    [InlineData(3)]
    [InlineData(12)]
    [InlineData(17)]
    public void What_was_written_reads_back_the_same(int number)
    {
        var data = FigureRecipes.Find(number).ShouldNotBeNull().Compute(StudyRuns.Input).Data.ShouldNotBeNull();

        var table = FigureCsv.Read(new StringReader(Text(data)), "figure.csv");

        table.Number.ShouldBe(number);
        table.Marks.SequenceEqual(data.Marks.Select(m => m with { Sources = [], How = null })).ShouldBeTrue();
    }

    [Theory]
    [InlineData("", "line 1: expected the header")]
    [InlineData("figure;panel\n", "line 1: expected the header")]
    [InlineData(Header, "has no row of data")]
    [InlineData(Header + "3,main,,A,1,2,,5\n", "line 2: expected 9 fields, and found 8")]
    [InlineData(Header + "3,main,,A,1,2,,5,s\n3,main,,B,1,2x,,5,s\n", "line 3: y is '2x'")]
    [InlineData(Header + "3,main,,A,1,NaN,,5,s\n", "line 2: y is 'NaN'")]
    [InlineData(Header + "3,main,,A,1,2,-,5,s\n", "line 2: error is '-'")]
    [InlineData(Header + "3,main,,A,1,2,,5.5,s\n", "line 2: n is '5.5'")]
    [InlineData(Header + "3,main,,A,1,2,,5,s\n4,main,,B,1,2,,5,s\n", "line 3: expected a row of figure 3")]
    [InlineData(Header + "x,main,,A,1,2,,5,s\n", "line 2: figure is 'x'")]
    [InlineData(Header + "3,main,,\"A,1,2,,5,s\n", "this is not CSV")]
    public void A_damaged_file_is_one_sentence_with_file_and_line(string text, string says)
    {
        var error = Should.Throw<UserErrorException>(() => FigureCsv.Read(new StringReader(text), "out/figure3.csv"));

        error.Message.ShouldStartWith("out/figure3.csv");
        error.Message.ShouldContain(says);
    }

    [Fact]
    public void A_file_with_carriage_returns_is_read()
    {
        var table = FigureCsv.Read(
            new StringReader((Header + "3,main,,A,1,2.5,,5,s\n").Replace("\n", "\r\n", StringComparison.Ordinal)),
            "f"
        );

        table.Marks.Single().ShouldBe(new FigureMark("main", "", "A", "1", 2.5, null, 5, "s"));
    }

    private static string Text(FigureData data)
    {
        using var text = new StringWriter();
        FigureCsv.Write(text, data);
        return text.ToString();
    }
}
