using System.Collections.Immutable;
using System.Text;
using Refigure.Evaluation;

namespace Refigure.Tests.Evaluation;

public sealed class EvaluationStateTests
{
    private static readonly ImmutableSortedDictionary<string, string> Inputs = InputDigest.Of(
        ("the models", "a"),
        ("its runs", "b")
    );

    private static readonly EvaluationLine Drawn = new("smoke", "figure 2", EvaluationVerdict.Passed, "drawn")
    {
        Figure = 2,
        File = "smoke/figure-2/figure2.pdf",
    };

    [Fact]
    public void A_step_whose_inputs_are_the_same_and_whose_files_are_there_is_not_done_again()
    {
        var (done, why) = State(Drawn).Find("smoke/x", Inputs, _ => true);

        done!.Lines.ShouldBe([Drawn]);
        why.ShouldBeNull();
    }

    [Fact]
    public void A_changed_a_new_and_a_missing_input_are_named()
    {
        var now = InputDigest.Of(("the models", "c"), ("--font", "x"));

        var (done, why) = State(Drawn).Find("smoke/x", now, _ => true);

        done.ShouldBeNull();
        why.ShouldBe("--font, its runs, the models changed");
    }

    [Fact]
    public void A_file_that_is_gone_is_made_again()
    {
        var (done, why) = State(Drawn).Find("smoke/x", Inputs, _ => false);

        done.ShouldBeNull();
        why.ShouldBe("smoke/figure-2/figure2.pdf is gone");
    }

    [Theory]
    [InlineData(EvaluationVerdict.Passed, false, true)]
    [InlineData(EvaluationVerdict.Differs, false, true)]
    [InlineData(EvaluationVerdict.Failed, false, false)]
    [InlineData(EvaluationVerdict.CouldNotRun, false, false)]
    [InlineData(EvaluationVerdict.CouldNotRun, true, true)]
    [InlineData(EvaluationVerdict.NotReached, false, false)]
    public void What_failed_or_lacked_something_of_the_machine_is_tried_again(
        EvaluationVerdict verdict,
        bool liesInData,
        bool isKept
    )
    {
        var line = new EvaluationLine("smoke", "figure 3", verdict, "for a reason") { LiesInData = liesInData };

        var (done, why) = State(Drawn, line).Find("smoke/x", Inputs, _ => true);

        (done is not null).ShouldBe(isKept);
        why.ShouldBe(isKept ? null : "it did not end well");
    }

    [Fact]
    public void A_step_that_was_never_done_needs_no_reason()
    {
        var (done, why) = State(Drawn).Find("smoke/y", Inputs, _ => true);

        done.ShouldBeNull();
        why.ShouldBeNull();
    }

    [Fact]
    public void Written_and_read_it_is_the_same()
    {
        var state = State(
            Drawn,
            new EvaluationLine("smoke", "figure <3>", EvaluationVerdict.Differs, "\u202e\"why\"\n")
        );
        using var stream = new MemoryStream();
        EvaluationStateFile.Write(stream, state);

        var read = EvaluationStateFile.Read(Encoding.UTF8.GetString(stream.ToArray()))!;

        var step = read.Steps["smoke/x"];
        step.Lines.ShouldBe(state.Steps["smoke/x"].Lines);
        step.Inputs.ShouldBe(Inputs);
        step.Elapsed.ShouldBe(TimeSpan.FromSeconds(1.5));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"schema\": 2, \"steps\": []}")]
    [InlineData("{\"schema\": 1, \"steps\": {}}")]
    [InlineData("{\"schema\": 1, \"steps\": [7]}")]
    [InlineData("{\"schema\": 1, \"steps\": [{\"step\": null}]}")]
    [InlineData(
        "{\"schema\": 1, \"steps\": [{\"step\": \"a\", \"inputs\": {\"b\": null}, \"seconds\": 1, \"lines\": []}]}"
    )]
    [InlineData("{\"schema\": 1, \"steps\": [{\"step\": \"a\", \"inputs\": {}, \"seconds\": 1e400, \"lines\": []}]}")]
    [InlineData(
        "{\"schema\": 1, \"steps\": [{\"step\": \"a\", \"inputs\": {}, \"seconds\": 1, \"lines\": [{\"part\": \"p\", \"what\": \"w\", \"verdict\": \"fine\", \"why\": \"\"}]}]}"
    )]
    public void What_is_no_state_is_none(string text)
    {
        EvaluationStateFile.Read(text).ShouldBeNull();
    }

    private static EvaluationState State(params ImmutableArray<EvaluationLine> lines) =>
        EvaluationState.Empty.With(new StepRecord("smoke/x", Inputs, TimeSpan.FromSeconds(1.5), lines));
}
