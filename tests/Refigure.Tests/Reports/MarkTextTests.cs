using Refigure.Figures;
using Refigure.Quality;
using Refigure.Reports.Page;

namespace Refigure.Tests.Reports;

public sealed class MarkTextTests
{
    [Fact]
    public void A_mark_says_its_value_error_interval_and_number()
    {
        var mark = new FigureMark(Panels.Main, "", "Yi-6B", "6", 2.5, 0.1, 3, "s");

        // Student's t for two degrees of freedom: 4.3027.
        MarkText.Of(mark).ShouldBe("Yi-6B, at 6: 2.5 s ± 0.1 (standard error), 95 % interval 2.0697 to 2.9303, n = 3");
        MarkText.Of(mark with { Y = null, Error = null, N = null }).ShouldBe("Yi-6B, at 6: no value");
    }

    [Fact]
    public void A_remark_stands_beside_the_marks_whose_runs_it_is_about()
    {
        var (one, other) = (ReportRuns.Of("n1", 1, ("load_weights", 1)), ReportRuns.Of("n1", 2, ("load_weights", 2)));
        var about = MarkOf(one);
        var data = new FigureData(
            4,
            "paper",
            [about, MarkOf(other)],
            [one, other],
            [
                new Finding("all", "Both.", [one.Record.Identity.RelativeFolder, other.Record.Identity.RelativeFolder]),
                new Finding("one", "The first.", [one.Record.Identity.RelativeFolder]),
            ]
        );

        var notes = new MarkNotes(data);

        notes.Of(about).ShouldBe([2]);
        notes.Of(data.Marks[1]).ShouldBeEmpty();

        static FigureMark MarkOf(Refigure.Results.MeasuredRun run) =>
            new(Panels.Main, "", "a", "", 1, null, 1, "s") { Sources = [new MarkSource(run, run.Measurements[0])] };
    }
}
