using System.Text.Json;
using Refigure.Evaluation;

namespace Refigure.Tests.Evaluation;

public sealed class EvaluationResultTests
{
    private static readonly DateTimeOffset Began = new(2026, 11, 27, 18, 30, 0, TimeSpan.FromHours(2));

    [Theory]
    [InlineData(0, EvaluationVerdict.Passed, EvaluationVerdict.CouldNotRun, EvaluationVerdict.NotReached)]
    [InlineData(1, EvaluationVerdict.Passed, EvaluationVerdict.Differs)]
    [InlineData(1, EvaluationVerdict.Failed, EvaluationVerdict.CouldNotRun)]
    [InlineData(0)]
    public void The_exit_code_is_that_of_the_worst_line(int code, params EvaluationVerdict[] verdicts)
    {
        Result(verdicts).ExitCode.ShouldBe(code);
    }

    [Fact]
    public void One_that_was_stopped_says_so_whatever_it_came_to()
    {
        (Result(EvaluationVerdict.Failed) with { WasStopped = true }).ExitCode.ShouldBe(130);
    }

    [Theory]
    [InlineData("nothing was evaluated")]
    [InlineData("1 passed", EvaluationVerdict.Passed)]
    [InlineData(
        "1 passed, 2 differ, 1 failed, 1 could not run, 1 not reached",
        EvaluationVerdict.Differs,
        EvaluationVerdict.NotReached,
        EvaluationVerdict.CouldNotRun,
        EvaluationVerdict.Failed,
        EvaluationVerdict.Differs,
        EvaluationVerdict.Passed
    )]
    [InlineData("1 differs", EvaluationVerdict.Differs)]
    public void The_summary_counts_what_there_is(string summary, params EvaluationVerdict[] verdicts)
    {
        Result(verdicts).Summary.ShouldBe(summary);
    }

    [Fact]
    public void The_file_has_it_all_with_times_in_UTC()
    {
        var result = Result(EvaluationVerdict.Passed, EvaluationVerdict.Differs) with
        {
            Report = "report.html",
            DoneBefore = ["smoke/x"],
        };
        using var stream = new MemoryStream();
        EvaluationResultFile.Write(stream, result, "abc", Began, Began.AddMinutes(12));

        using var json = JsonDocument.Parse(stream.ToArray());
        var root = json.RootElement;
        root.GetProperty("commit").GetString().ShouldBe("abc");
        root.GetProperty("began").GetString().ShouldBe("2026-11-27T16:30:00Z");
        root.GetProperty("ended").GetString().ShouldBe("2026-11-27T16:42:00Z");
        root.GetProperty("exit_code").GetInt32().ShouldBe(1);
        root.GetProperty("counts").GetProperty("could not run").GetInt32().ShouldBe(0);
        root.GetProperty("report").GetString().ShouldBe("report.html");
        var step = root.GetProperty("steps")[0];
        step.GetProperty("done_before").GetBoolean().ShouldBeTrue();
        step.GetProperty("lines")[1].GetProperty("verdict").GetString().ShouldBe("differs");
        step.GetProperty("lines")[1].GetProperty("figure").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public void Every_verdict_has_a_word_of_its_own()
    {
        foreach (var verdict in Enum.GetValues<EvaluationVerdict>())
        {
            EvaluationVerdicts.Of(verdict.Word()).ShouldBe(verdict);
        }

        EvaluationVerdicts.Of("fine").ShouldBeNull();
    }

    private static EvaluationResult Result(params EvaluationVerdict[] verdicts) =>
        new([
            new StepRecord(
                "smoke/x",
                InputDigest.Of(),
                TimeSpan.FromSeconds(3),
                [.. verdicts.Select((v, i) => new EvaluationLine("smoke", $"figure {i}", v, "why"))]
            ),
        ]);
}
