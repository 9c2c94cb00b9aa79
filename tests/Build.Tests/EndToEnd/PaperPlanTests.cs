namespace Refigure.Build.Tests.EndToEnd;

/// <summary>The study's whole matrix, planned on a machine that has nothing of it.</summary>
public sealed class PaperPlanTests : IDisposable
{
    private readonly BareClone _clone = new();

    public void Dispose() => _clone.Dispose();

    [Fact]
    public void Every_run_of_the_study_is_planned_with_its_price_and_nothing_is_written()
    {
        var before = _clone.Folder.Listing();
        var result = _clone
            .Run("--target", "Plan", "--figure", "all", "--profile", "paper", "--here", "n1")
            .ShouldSucceed();

        result.Output.ShouldContain("\nversions/n1/0.3.1/warm-1: missing, about ");
        result.Output.ShouldContain("\nmodel-sweep/n1/yi-9b/warm-1…5: missing, about ");
        result.Output.ShouldContain("\nmodel-sweep/n1/yi-9b/compile-cold-1: missing, about ");
        result.Output.ShouldContain("\ngpu-comparison/n2/qwen-14b+max_model_len=16752/warm-1…5: missing, about ");
        result.Output.ShouldContain("\n800 runs: 0 have, 800 missing, 0 stale.\n");
        result.Output.ShouldContain("\nOn n1: 668 runs, about ");
        result.Output.ShouldContain("\nOn n2: 66 runs, about ");
        result.Output.ShouldContain("\nOn n3: 66 runs, about ");
        // The study's page says about 600 GB of models: whole repositories, of which engines need a part.
        result.Output.ShouldMatch(@"\nAbout 10 h \d+ min; disk: 58\d(\.\d)? GB: runs ");
        result.Output.ShouldMatch(@"\nGPUs: 1[01]\.\d GPU-hours on n1, n2, n3, without setting up and fetching\.\n");
        result.Output.ShouldContain("\nTimes are from what is typical of the experiment (");
        result.Output.ShouldContain(
            "\nllama3-3b may be fetched only by those who were let in: ask at https://huggingface.co/meta-llama/Llama-3.2-3B.\n"
        );
        _clone.Folder.ShouldBeAs(before);
    }

    [Fact]
    public void With_dummy_weights_the_plan_needs_configurations_and_tokenizers_alone()
    {
        string[] arguments = ["--target", "Plan", "--figure", "4", "--profile", "paper", "--commands", "--here", "n1"];
        var result = _clone.Run([.. arguments, "--load-format", "dummy"]).ShouldSucceed();

        result.Output.ShouldContain("\nmodel-sweep/n1/yi-9b+load-format=dummy/warm-1…5: missing, about ");
        result.Output.ShouldContain(" --model MODELS/yi-9b --load-format dummy\n");
        result.Output.ShouldContain(", yi-9b without weights");
        result.Output.ShouldContain("\nNote: load-format dummy: vLLM makes the weights up, ");
        result.Output.ShouldMatch(@", models \d{3}(\.\d)? MB \(");
        result.Output.ShouldContain("\nllama3-3b may be fetched only by those who were let in: ask at ");
        _clone
            .Run("--target", "Plan", "--figure", "all", "--profile", "paper", "--load-format", "dummy", "--here", "n1")
            .ShouldSucceed()
            .Output.ShouldContain(
                "\npage-cache: nothing to run, for --load-format dummy does not go with starts that must find the weights' files cold\n"
            );
        _clone.Run([.. arguments, "--load-format", "auto"]).ShouldSucceed().Output.ShouldNotContain("dummy");
    }

    [Fact]
    public void Without_a_GPU_a_figure_of_the_paper_is_refused_before_anything_is_set_up()
    {
        if (Refigure.Running.Gpus.GpuRequirement.HasDevice())
        {
            return;
        }

        var before = _clone.Folder.Listing();
        _clone
            .Run("--figure", "2", "--profile", "paper", "--here", "n1")
            .ShouldRefuse("Figure 2 needs runs of the experiment startup-breakdown");
        _clone
            .Run("--target", "Run", "--experiment", "startup-breakdown", "--profile", "paper", "--here", "n1")
            .ShouldRefuse("startup-breakdown needs an NVIDIA GPU (environment vllm-0.10.1.1)", "--profile smoke");
        _clone.Folder.ShouldBeAs(before);
    }

    [Fact]
    public void A_plan_shows_each_case_s_command_once_if_asked()
    {
        var result = _clone
            .Run("--target", "Plan", "--experiment", "graph-sizes", "--profile", "paper", "--commands", "--here", "n1")
            .ShouldSucceed();

        result
            .Lines.Where(l => l.Contains("--cuda-graph-sizes 56", StringComparison.Ordinal))
            .ShouldBe(["    ENV/bin/python envs/vllm/startup.py --model MODELS/llama2-7b-hf --cuda-graph-sizes 56"]);
        result.Output.ShouldContain(" VLLM_LOGGING_LEVEL=DEBUG VLLM_NO_USAGE_STATS=1 VLLM_USE_V1=1\n");
    }
}
