#!/bin/bash
# lanes.sh SECONDS "JOB..." "JOB..." ...: record.sh on several GPUs of one machine at the same time, each with its own jobs, its own
# GPU, its own part of the processor's cores, and its own copy of environments and models. Jobs that begin with gpus=N are a lane of
# N GPUs. Variables as for record.sh, and CORES, how many each lane gets (all of them, evenly); results come as OUT/lane-N/.
set -u
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
seconds=${1:?seconds}
shift
: "${OUT:?where results go}"
export KIT
cores=${CORES:-$(($(nproc) / $#))}
[ "$cores" -ge 1 ] || cores=1
lane=0
gpu=0
pids=()
for jobs in "$@"; do
    read -ra words <<< "$jobs"
    mkdir -p "$OUT/lane-$lane"
    count=1
    case ${words[0]} in
        gpus=*)
            count=${words[0]#gpus=}
            words=("${words[@]:1}")
            ;;
    esac
    devices=$(seq -s, $gpu $((gpu + count - 1)))
    gpu=$((gpu + count))
    CUDA_VISIBLE_DEVICES=$devices OUT=$OUT/lane-$lane ROOT=${ROOT:-/tmp/refigure}-$lane \
        taskset --cpu-list $((lane * cores))-$((lane * cores + cores - 1)) \
        bash "$here/record.sh" "$seconds" "${words[@]}" > "$OUT/lane-$lane/console.log" 2>&1 &
    pids+=($!)
    lane=$((lane + 1))
done
trap 'kill -TERM "${pids[@]}" 2> /dev/null' INT TERM
status=0
for pid in "${pids[@]}"; do
    while :; do
        wait "$pid"
        code=$?
        # A signal to this script ends a wait, not the lane.
        kill -0 "$pid" 2> /dev/null || break
    done
    [ "$code" = 0 ] || status=$code
done
tail -n 30 "$OUT"/lane-*/console.log
exit $status
