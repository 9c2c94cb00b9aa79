#!/bin/bash -l
#SBATCH --job-name=refigure-0123456789abcdef.gpus-1
#SBATCH --account=m1234
#SBATCH --constraint=gpu
#SBATCH --qos=regular
#SBATCH --time=00:30:00
#SBATCH --nodes=1
#SBATCH --ntasks-per-node=1
#SBATCH --gpus-per-node=1
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --signal=B:USR1@120
#SBATCH --output=/pscratch/sd/m/me/refigure/jobs/0123456789abcdef.gpus-1/log
#SBATCH --licenses=scratch

# 2 runs of node site, made by Refigure. Submit by hand: sbatch /pscratch/sd/m/me/refigure/jobs/0123456789abcdef.gpus-1/batch.sh
# It may be interrupted and started again at any time: runs that are finished are not made again.

module load python cuda/12.4
folder=/pscratch/sd/m/me/refigure
name=0123456789abcdef.gpus-1
job=$folder/jobs/$name
host=$folder/hosts/0123456789abcdef0123/Refigure.Build
export REFIGURE_ROOT=$folder/checkouts/abcdef0123456789abcd
element=
# Jobs that run at the same time do not share a folder of runs.
lane=$folder/lanes/site/$name$element

# One job does this: if it was submitted twice, the later one leaves. Slurm may start this one several times under its number.
id=${SLURM_ARRAY_JOB_ID:-$SLURM_JOB_ID}
mkdir -p "$job" "$lane" || exit 66
echo "$id" > "$job/.id-$id$element" && ln "$job/.id-$id$element" "$job/id" 2> /dev/null
rm -f "$job/.id-$id$element"
if [ "$(cat "$job/id")" != "$id" ]; then
    echo "Job $(cat "$job/id") does this already: job $id leaves it alone."
    exit 0
fi
touch "$lane"
rm -f "$job/exit$element" "$job/state$element"
echo "${SLURMD_NODENAME:-$(hostname)} ${SLURM_RESTART_COUNT:-0}" > "$job/.began$element" && mv "$job/.began$element" "$job/began$element"
# What the hub wants to know who asks, where it was sent: nobody else reads that file, and it goes with the end of the work.
if [ -f "$job/token" ]; then
    export HF_TOKEN_PATH=$job/token
fi

# What is wanted here.
cat > "$job/only$element" << 'RUNS' || exit 66
tp-serving/site/llama/warm-1
tp-serving/site/llama/warm-2
RUNS
missing() {
    while read -r run; do
        [ -f "$lane/$run/run.json" ] || echo "$run"
    done < "$job/only$element" | wc -l
}
before=$(missing)

# USR1 comes some time before the time limit: the run that is being made is ended in order. TERM comes with scancel, requeue and
# preemption, to all processes at once, the host too: Slurm knows why.
pid=
stopped=
trap 'stopped=limit; [ -z "$pid" ] || kill -s TERM "$pid" 2> /dev/null' USR1
trap 'stopped=end' TERM

cd "$folder" || exit 66
"$host" \
    --target Run \
    --experiment tp-serving \
    --profile paper \
    --here site \
    --node site \
    --store /pscratch/sd/m/me/store \
    --runs "$lane" --only "$job/only$element" \
    --state "$job/state$element" &
pid=$!
[ "$stopped" != limit ] || kill -s TERM "$pid"
# A signal ends the wait, not the host.
while
    wait "$pid"
    code=$?
    [ "$code" -gt 128 ] && kill -0 "$pid" 2> /dev/null
do :; done
if [ "$code" -gt 128 ]; then
    wait "$pid" 2> /dev/null
    again=$?
    [ "$again" = 127 ] || code=$again
fi

left=$(missing)
if [ "$stopped" = end ]; then
    echo "Ended from outside with $left of $before runs to make."
    exit 143
fi
why=
if [ "$stopped" = limit ] && [ "$left" -gt 0 ]; then
    why=limit
    if [ "$left" -ge "$before" ]; then
        echo "The time limit came before one run was finished."
    elif scontrol requeue "$SLURM_JOB_ID"; then
        echo "The time limit is near: $left of $before runs are left, for which this job waits in the queue again."
        exit 0
    else
        why=again
    fi
fi
echo "$code $why" > "$job/.exit$element" && mv "$job/.exit$element" "$job/exit$element"
[ "$element" ] || rm -f "$job/token"
# Runs that failed are no reason for what depends on this one not to begin.
[ "$code" -le 1 ] || exit "$code"
