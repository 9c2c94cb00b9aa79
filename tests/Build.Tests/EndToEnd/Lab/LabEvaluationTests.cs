namespace Refigure.Build.Tests.EndToEnd.Lab;

/// <summary>An evaluation on a machine with a GPU, and with stubs in the places of vLLM and <c>nvidia-smi</c>.</summary>
public sealed class LabEvaluationTests : IDisposable
{
    private readonly LabClone _clone = new() { Pace = 0.2 };

    public void Dispose() => _clone.Dispose();

    [VenvFact(NeedsDisk = true)]
    public void On_a_GPU_node_with_a_wheelhouse_vLLM_is_run_and_its_figures_are_drawn_beside_the_recorded_ones()
    {
        string[] arguments = ["--target", "Evaluate", "--figure", "9,20", "--iterations", "1"];

        var result = _clone.Run(arguments).ShouldSucceed();

        result.Output.ShouldMatch(@"vLLM here: graph-sizes \(figure 9\)");
        result.Output.ShouldMatch(@"passed +\| recorded +\| figure 9 +\| identical");
        result.Output.ShouldMatch(@"passed +\| lab +\| figure 9 +\| drawn from \d+ lab runs of h100");
        // Two GPUs, and only one is here.
        result.Output.ShouldMatch(@"could not run \| lab +\| figure 20 +\| .*GPU");
        File.Exists(_clone.Folder["figures", "evaluation", "lab", "figure-9", "figure9.pdf"]).ShouldBeTrue();
        var again = _clone.Run(arguments).ShouldSucceed();
        again.Output.ShouldNotContain("runs to make");
    }

    [VenvFact]
    public void Without_a_wheelhouse_and_an_index_that_answers_the_reason_is_said_at_once()
    {
        var result = HostProcess
            .RunIn(
                _clone.Folder.Root,
                _clone.Folder.Root,
                _clone.Variables(LabClone.Node),
                "--target",
                "Evaluate",
                "--profile",
                "lab",
                "--figure",
                "9",
                "--here",
                LabClone.Node
            )
            .ShouldSucceed();

        result.Output.ShouldMatch(
            @"could not run \| lab +\| figure 9 +\| vllm-0\.25\.1 is not set up, and the package index 127\.0\.0\.1"
        );
    }
}
