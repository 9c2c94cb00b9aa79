using System.Globalization;

namespace Refigure.Traces.Configs;

/// <summary>Scripts for a cluster with Slurm: one that measures a case, and one that profiles any of them with Nsight Systems.</summary>
public static class BatchScripts
{
    /// <summary>The script of a case: a job with as many GPUs as the case takes.</summary>
    public static string OfCase(StudyConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var stem = Path.GetFileNameWithoutExtension(config.FileName);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            #!/usr/bin/env bash
            # {config.Id}: {config.Case.Name} of {config.Experiment}. Write your allocation after -A, then: mkdir -p logs; sbatch run_{config.Id}.sh
            #SBATCH -A ALLOCATION
            #SBATCH -C gpu
            #SBATCH -q regular
            #SBATCH -t 00:30:00
            #SBATCH -N 1
            #SBATCH --ntasks-per-node=1
            #SBATCH --gpus-per-node={config.Gpus}
            #SBATCH -J {stem}
            #SBATCH -o logs/{config.Id}_%j.out
            #SBATCH -e logs/{config.Id}_%j.err
            set -euo pipefail

            # Slurm runs a copy of this script: the checkout is where the job was sent from, or what REFIGURE says.
            cd "${'{'}REFIGURE:-$SLURM_SUBMIT_DIR{'}'}"
            export NCCL_DEBUG=INFO NCCL_DEBUG_SUBSYS=COLL,P2P,INIT
            srun ./build.sh --target Run --experiment {config.Experiment} --profile paper --case "{config.Case.Name}"

            """
        );
    }

    /// <summary>The script that profiles a configuration, whose file is its argument.</summary>
    public static string WithNsys { get; } =
        """
            #!/usr/bin/env bash
            # Profiles one configuration with Nsight Systems, within a job or an interactive allocation:
            #   ./run_with_nsys.sh configs/E1.2_llama8b_tp2.yaml
            # PROFILER is the program that takes --config FILE, the study's vllm_profiler.py unless it is set.
            set -euo pipefail

            config=${1:?"which configuration? name its file"}
            profiler=${PROFILER:-vllm_profiler.py}
            folder=$(sed -n 's/^output_dir: *//p' "$config")
            mkdir -p "$folder"
            export PYTHONUNBUFFERED=1 VLLM_LOGGING_LEVEL=INFO NCCL_DEBUG=WARN NCCL_DEBUG_SUBSYS=INIT,COLL

            # Kernels within CUDA graphs one by one, and the workers that the engine starts.
            srun -n 1 nsys profile --force-overwrite=true --output="$folder/nsys_report" \
                --trace=cuda,nvtx,osrt,cublas,cudnn --cuda-graph-trace=node --trace-fork-before-exec=true \
                --sample=none --cpuctxsw=none \
                python "$profiler" --config "$config"

            nsys export --force-overwrite=true --type=sqlite --output="$folder/nsys_report.sqlite" "$folder/nsys_report.nsys-rep"
            nsys stats --force-overwrite=true --report cuda_gpu_trace --format csv --output "$folder/nsys" "$folder/nsys_report.sqlite"
            nsys stats --force-overwrite=true --report cuda_gpu_kern_sum --format csv --output "$folder/nsys" "$folder/nsys_report.sqlite"

            """;
}
