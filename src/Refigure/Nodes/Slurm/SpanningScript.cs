using System.Globalization;
using System.Text;
using Refigure.Nodes.Ssh;

namespace Refigure.Nodes.Slurm;

/// <summary>
/// The part of a batch script that lets an engine span the machines of the allocation. We start what it needs to find them; what is
/// where is the engine's own business (vLLM, docs/serving/parallelism_scaling.md).
/// </summary>
internal static class SpanningScript
{
    private const string Machines = """
        first=$(scontrol show hostnames "$SLURM_JOB_NODELIST" | head -n 1)
        address=$(srun --overlap --nodes=1 --ntasks=1 --nodelist="$first" hostname --ip-address | cut -d ' ' -f 1)
        port=$((20000 + SLURM_JOB_ID % 10000))

        """;

    // $1 Python, $2 the driver or vllm's script, $3 --model or serve, $4 the model, then the engine's arguments.
    private const string Launcher = """
        ranks=(--nnodes "$nodes" --master-addr "$address" --master-port "$port")
        srun --jobid="$allocation" --overlap --nodes=$((nodes - 1)) --ntasks=$((nodes - 1)) --ntasks-per-node=1 --exclude="$first" \
            bash -c 'exec "$@" --node-rank $((SLURM_PROCID + 1))' rank \
            "$1" "$(dirname "$1")/vllm" serve "$4" --headless "${@:5}" "${ranks[@]}" &
        others=$!
        "$@" "${ranks[@]}" --node-rank 0 &
        engine=$!
        trap 'kill -s TERM "$engine" 2> /dev/null' TERM INT
        while
            wait "$engine"
            code=$?
            [ "$code" -gt 128 ] && kill -0 "$engine" 2> /dev/null
        do :; done
        kill -s TERM "$others" 2> /dev/null
        wait "$others"
        exit "$code"
        """;

    /// <summary>The text.</summary>
    public static string Of(SlurmBatch batch, SpanningEngine engine)
    {
        var text = new StringBuilder();
        text.Append(
            engine.UsesRay
                ? "\n# The engine spans the machines with Ray: its head on the first one, where the host runs, its workers on the others.\n"
                : "\n# The engine spans the machines with processes that are told their rank: what starts it here starts them on the others, too.\n"
        );
        var nodes = BatchScript.Number(batch.Part.Nodes);
        text.Append(CultureInfo.InvariantCulture, $"export REFIGURE_ENGINE_NODES={nodes}\n").Append(Machines);
        if (engine.UsesRay)
        {
            Ray(text, batch, engine);
        }
        else
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $$"""
                export REFIGURE_ENGINE_LAUNCHER=$job/launch$element
                {
                    echo '#!/bin/bash'
                    echo "allocation=$SLURM_JOB_ID nodes={{nodes}} first=$first address=$address port=$port"
                    cat << 'LAUNCHER'
                {{Launcher}}
                LAUNCHER
                } > "$REFIGURE_ENGINE_LAUNCHER" && chmod +x "$REFIGURE_ENGINE_LAUNCHER" || exit 66

                """
            );
        }

        return text.ToString();
    }

    private static void Ray(StringBuilder text, SlurmBatch batch, SpanningEngine engine)
    {
        var store = BatchScript.StoreOf(batch);
        var gpus = BatchScript.Number(batch.Part.GpusPerNode);
        var (nodes, others) = (BatchScript.Number(batch.Part.Nodes), BatchScript.Number(batch.Part.Nodes - 1));
        string[] setup = ["--target", "Setup", "--env", engine.Environment, "--store", store];
        text.Append(
            CultureInfo.InvariantCulture,
            $$"""
            ray={{ShellWords.Quote([$"{store}/{engine.Folder}/bin/ray"])}}
            [ -x "$ray" ] || "$host" {{ShellWords.Quote([.. setup, .. Sources(batch)])}} || exit
            export RAY_ADDRESS=$address:$port
            srun --overlap --nodes=1 --ntasks=1 --nodelist="$first" --gpus-per-node={{gpus}} \
                "$ray" start --head --node-ip-address="$address" --port="$port" --num-gpus={{gpus}} --disable-usage-stats --block \
                > "$job/ray-head$element" 2>&1 &
            srun --overlap --nodes={{others}} --ntasks={{others}} --ntasks-per-node=1 --exclude="$first" --gpus-per-node={{gpus}} \
                "$ray" start --address="$RAY_ADDRESS" --num-gpus={{gpus}} --disable-usage-stats --block \
                > "$job/ray-others$element" 2>&1 &
            for _ in $(seq 60); do
                [ "$("$ray" status 2> /dev/null | grep -c node_)" -lt {{nodes}} ] || break
                sleep 2
            done

            """
        );
    }

    private static IEnumerable<string> Sources(SlurmBatch batch)
    {
        for (var i = 0; i + 1 < batch.Arguments.Length; i++)
        {
            if (batch.Arguments[i] is "--python" or "--wheelhouse")
            {
                yield return batch.Arguments[i];
                yield return batch.Arguments[i + 1];
            }
        }
    }
}
