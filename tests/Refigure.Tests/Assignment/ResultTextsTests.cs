using Refigure.Assignment;
using Refigure.Results;
using Refigure.Serving;
using Refigure.Tests.Figures;
using Refigure.Tests.Figures.Serving;
using Refigure.Tests.Results;

namespace Refigure.Tests.Assignment;

public sealed class ResultTextsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Each_prompt_has_a_line_in_the_order_of_arrival_and_those_without_a_TPOT_none()
    {
        var one = Configuration([
            ServingRuns.Request(0.5, 0.25, 3) with
            {
                Index = 1,
                PromptTokens = 7,
            },
            ServingRuns.Request(0.25, 0.5, 5) with
            {
                Index = 0,
                PromptTokens = 8,
            },
            ServingRuns.Request(0.125, 0.5, 1) with
            {
                Index = 2,
                PromptTokens = 9,
            },
            ServingRuns.Request(0.125, 0.5, 9) with
            {
                Index = 3,
                PromptTokens = 9,
                IsWarmUp = true,
            },
            ServingRuns.Request(0.125, 0.5, 9) with
            {
                Index = 4,
                PromptTokens = 9,
                Status = RequestStatus.Failed,
            },
        ]);

        ResultTexts
            .PerPrompt(one)
            .ShouldBe(
                """
                TTFT: 0.25 TPOT: 0.5 INPUT: 8 OUTPUT: 5 LATENCY: 2250.0 START: 0.0
                TTFT: 0.5 TPOT: 0.25 INPUT: 7 OUTPUT: 3 LATENCY: 1000.0 START: 0.0

                """
            );
        var log = ResultTexts.Log(one);
        log.ShouldStartWith("Namespace(backend='vllm', ");
        log.ShouldContain("\nSuccessful requests:                     3         \n");
    }

    [Fact]
    public void What_the_client_printed_is_handed_on_as_it_is_and_only_lines_are_taken_out_of_it()
    {
        const string Printed =
            "Namespace()\n 50%|#####     |\rTTFT: 0.025 TPOT: 0.01 INPUT: 1 OUTPUT: 2 LATENCY: 3 START: 1122193.1\nMean TTFT: 1\n";
        var one = Configuration([]) with { ClientText = Printed };

        ResultTexts.Log(one).ShouldBe(Printed);
        ResultTexts.PerPrompt(one).ShouldBe("TTFT: 0.025 TPOT: 0.01 INPUT: 1 OUTPUT: 2 LATENCY: 3 START: 1122193.1\n");
    }

    [Theory]
    [InlineData("source/logs_1gpu.txt", true)]
    [InlineData("per-prompt.txt", true)]
    [InlineData("engine.log", false)]
    [InlineData("source/../../secret.txt", false)]
    public void The_client_s_output_is_found_in_a_run_and_nothing_beyond_its_folder_is(string name, bool isTaken)
    {
        var run = Stored(name);
        _folder.Write($"{run.Record.Identity.RelativeFolder}/{name}", "TTFT: 1 TPOT: 2\n");

        ResultTexts.Kept(run).ShouldBe(isTaken ? "TTFT: 1 TPOT: 2\n" : null);
    }

    [Fact]
    public void A_text_of_something_else_is_not_taken_for_it()
    {
        var run = Stored("source/notes.txt");
        _folder.Write($"{run.Record.Identity.RelativeFolder}/source/notes.txt", "nothing of the kind\n");
        ResultTexts.Kept(run).ShouldBeNull();
        ResultTexts.Kept(Stored("source/gone.txt")).ShouldBeNull();
    }

    private MeasuredRun Stored(string name)
    {
        var run = TestRuns.Run("imported", "m", []);
        return run with { Root = _folder.Root, Record = run.Record with { Files = [new RawFile(name, "", 16)] } };
    }

    private static ServedConfiguration Configuration(IEnumerable<RequestRecord> requests) =>
        new("2 GPUs", TestRuns.Run("tp-serving", "m", []), [.. requests], ServingRuns.Load());
}
