using Refigure.Catalog;
using Refigure.Traces.Configs;

namespace Refigure.Tests.Traces.Configs;

/// <summary>Configurations and scripts of the scaling study, from the experiments' files.</summary>
public sealed class StudyConfigTests
{
    private static readonly StudyConfig[] All = Configs();

    [Fact]
    public void Each_case_of_a_series_is_a_configuration_by_its_number() =>
        All.Select(c => c.FileName)
            .ShouldBe([
                "E1.1_llama8b_tp1.yaml",
                "E1.2_llama8b_tp2.yaml",
                "E1.3_llama8b_tp4.yaml",
                "E3.1_deepseek16b_tp1.yaml",
                "E3.2_deepseek16b_tp2.yaml",
                "E3.3_deepseek16b_tp4.yaml",
            ]);

    [Fact]
    public void A_configuration_has_the_study_s_keys_in_its_order() =>
        All[1]
            .ToYaml()
            .ShouldBe(
                """
                experiment_id: E1.2
                description: Llama-8B tensor parallelism TP=2 on 2 GPUs
                model:
                  name: meta-llama/Llama-3.1-8B
                  precision: bfloat16
                parallelism:
                  tp: 2
                  pp: 1
                  dp_replicate: 1
                  dp_shard: 1
                  ep: 1
                data:
                  batch_size: 4
                  seq_len: 2048
                  max_tokens: 512
                warmup_iterations: 2
                profile_iterations: 5
                output_dir: trace_collection/llama-8b-tp2

                """
            );

    [Fact]
    public void The_first_of_a_series_is_its_baseline()
    {
        All[0].ToYaml().ShouldContain("description: Llama-8B baseline on 1 GPU (TP=1, PP=1, EP=1)\n");
        All[0].ToYaml().ShouldContain("output_dir: trace_collection/llama-8b-tp1\n");
    }

    [Fact]
    public void Experts_are_spread_over_the_ranks_and_the_largest_case_has_its_own_batch()
    {
        var yaml = All[5].ToYaml();

        yaml.ShouldContain("name: deepseek-ai/DeepSeek-V2-Lite\n");
        yaml.ShouldContain("  tp: 4\n  pp: 1\n  dp_replicate: 1\n  dp_shard: 1\n  ep: 4\n");
        yaml.ShouldContain("  batch_size: 2048\n  seq_len: 8192\n  max_tokens: 32\n");
    }

    [Fact]
    public void Scripts_ask_for_as_many_gpus_as_the_case_takes_and_run_it()
    {
        var script = BatchScripts.OfCase(All[2]);

        script.ShouldStartWith("#!/usr/bin/env bash\n");
        script.ShouldContain("#SBATCH --gpus-per-node=4\n#SBATCH -J E1.3_llama8b_tp4\n#SBATCH -o logs/E1.3_%j.out\n");
        script.ShouldContain("cd \"${REFIGURE:-$SLURM_SUBMIT_DIR}\"\n");
        script.ShouldContain(
            "srun ./build.sh --target Run --experiment tp-scaling --profile paper --case \"llama3.1-8b+tensor-parallel-size=4\"\n"
        );
    }

    [Fact]
    public void Profiling_sees_kernels_in_graphs_and_the_workers()
    {
        BatchScripts.WithNsys.ShouldContain("--cuda-graph-trace=node --trace-fork-before-exec=true");
        BatchScripts.WithNsys.ShouldContain("${1:?");
    }

    private static StudyConfig[] Configs()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Refigure.slnx")))
        {
            folder = folder.Parent;
        }

        var catalog = new ExperimentCatalog(Path.Combine(folder.FullName, "figures", "experiments"));
        using var text = File.OpenText(Path.Combine(folder.FullName, "envs", "models.yaml"));
        return [.. StudyConfig.Of(catalog.Names.Select(catalog.Get), ModelCatalog.Read(text, "envs/models.yaml"))];
    }
}
