#!/bin/bash
# record.sh SECONDS JOB...: makes runs of profile lab on a machine with a GPU that has neither .NET nor a network.
#
# A job is one of
#   EXPERIMENT:CASE[,CASE]   the runs of these cases that are not there yet
#   doctor                   what Doctor says of this machine
#   disturbed                a start beside another process on the GPU: it must come out invalid (kept apart)
#   orphan                   an engine whose API server was killed: what Doctor says of it, and that no run ends it; then it is ended
#   killed                   a run that is killed with its driver: Doctor names the engine that is left, and the next run ends it
#   knee:LIMITS              the highest load of vLLM within limits, such as knee:ttft=100ms,tpot=10ms
#   chat                     a conversation with a vLLM of its own, two questions long
#   clients:C[,C]            vllm bench serve and our client in turn on one server, with so many requests at a time
#   unpatch:ENVIRONMENT      takes the profiling patches back, and says what the files are then
# In the experiment engine-comparison the baseline is the machine's own transformers (envs/transformers-5.17).
# They are done in this order while there is time. Started again on the same machine it goes on where it was.
#
# KIT   the folder with host.tar.xz (of publish.sh) and the wheelhouse: wheels or their .tar.xz archives, requirements-ENV.txt
# OUT   where runs-NODE.tar.gz goes: runs, logs and what Doctor said; after each run, and at the end
# ROOT  where it works (/tmp/refigure); not the checkout, so that logs and records name the same place everywhere
# NODE  h100 or h200; by default what nvidia-smi says
# ENVS  the environments to set up; by default those of KIT's archives vllm-VERSION.tar.xz
# PYTHON  the Python underneath, which has torch (python3)
set -u
limit=${1:?seconds}
shift
: "${OUT:?where results go}" "${KIT:?the folder with the host and the wheelhouse}"
checkout=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)
root=${ROOT:-/tmp/refigure}
session=$root-session
log=$root/log
python=${PYTHON:-$(command -v python3)}
reserve=15
gpu=${CUDA_VISIBLE_DEVICES:-0}
gpu=${gpu%%,*}
child=
mkdir -p "$root" "$session/house" "$log" "$OUT"

say() { printf '%4d s  %s\n' "$SECONDS" "$*" | tee -a "$log/record.log"; }
left() { echo $((limit - reserve - SECONDS)); }
made() { find "$root/figures/runs" -name run.json 2> /dev/null | wc -l; }

pack() {
    cp -f "$root"/artifacts/store/envs/*/*.log "$log"/ 2> /dev/null
    for record in "$root"/artifacts/store/envs/*/*/refigure-installed.json; do
        [ -f "$record" ] && cp -f "$record" "$log/installed-$(basename "$(dirname "$(dirname "$record")")").json"
    done
    folders=(log)
    for folder in runs disturbed killed clients; do [ -d "$root/figures/$folder" ] && folders+=("figures/$folder"); done
    # A file that grows meanwhile is no reason to pack nothing.
    nice -n 19 tar czf "$session/$1" -C "$root" --warning=no-file-changed --exclude='*.partial-*' --exclude='.lock*' "${folders[@]}"
    [ $? -le 1 ] && cp "$session/$1" "$OUT/$1" && mv -f "$OUT/$1" "$OUT/runs-$node.tar.gz"
}

# After each run: whatever ends this script, what was made until then comes back.
keep_packing() {
    local before=-1 now
    while sleep 5; do
        now=$(made)
        [ "$now" = "$before" ] || { before=$now; pack background.tar.gz; }
    done
}

finish() {
    trap - EXIT INT TERM
    stop
    end_server
    [ -n "${packer:-}" ] && kill "$packer" 2> /dev/null && wait "$packer" 2> /dev/null
    say "finished: $(made) runs are there"
    pack last.tar.gz
    rm -f "$OUT"/background.tar.gz
    ls -l "$OUT"
}

# An interrupted host ends its engine, and keeps the runs that are whole.
stop() {
    [ -n "$child" ] || return
    kill -INT "$child" 2> /dev/null
    for _ in 1 2 3 4 5 6 7 8 9 10 11 12; do kill -0 "$child" 2> /dev/null || break; sleep 1; done
    kill -KILL "$child" 2> /dev/null
    child=
}

# Runs a command to its end, or until the time is over, into a log of its own; signals are heard meanwhile.
run() {
    local name=$1 seconds=$2 status
    shift 2
    { printf '$'; printf ' %q' "$@"; echo; } >> "$log/$name.log"
    timeout --signal=INT --kill-after=20 "$seconds" "$@" >> "$log/$name.log" 2>&1 <&0 &
    child=$!
    wait "$child"
    status=$?
    child=
    return $status
}

host() { # NAME SECONDS OPTION...
    local name=$1 seconds=$2
    shift 2
    run "$name" "$seconds" env REFIGURE_ROOT="$root" DOTNET_EnableDiagnostics=0 "$session/host/Refigure.Build" "$@" \
        --profile lab --here "$node" --node "$node" --wheelhouse "$session/house" --system-site-packages --python "$python" --unlocked
}

job() {
    local what=$1 name=${1//[^a-zA-Z0-9.-]/-} before seconds status
    seconds=$(left)
    if [ "$seconds" -lt 40 ]; then
        say "$what: no time left"
        return
    fi

    before=$(made)
    case $what in
        doctor) host "$name" 60 --target Doctor --figure 2 ;;
        unpatch:*) host "$name" 60 --target Unpatch --env "${what#*:}" ;;
        disturbed) disturbed "$seconds" ;;
        orphan) orphan "$seconds" ;;
        killed) killed "$seconds" ;;
        knee:*) host "$name" "$seconds" --target Knee --engine vllm --slo "${what#*:}" --duration "12 s" ;;
        chat) chat "$seconds" ;;
        clients:*) clients "$seconds" "${what#*:}" ;;
        engine-comparison:*)
            host "$name" "$seconds" --target Run --experiment engine-comparison --case "${what#*:}" \
                --env transformers=transformers-5.17
            ;;
        *) host "$name" "$seconds" --target Run --experiment "${what%%:*}" --case "${what#*:}" ;;
    esac
    status=$?
    say "$what: exit code $status, $(($(made) - before)) runs made"
    grep -hE '^(Error|[0-9]+/[0-9]+ .*invalid|BLOCKS)|BLOCKS' "$log/$name.log" | tail -4
}

disturbed() {
    "$python" - "$root/figures/disturbed" <<'PYTHON' >> "$log/disturbed-holder.log" 2>&1 &
import glob, sys, time
while not glob.glob(sys.argv[1] + "/*/*/*/*partial*/engine.log"):
    time.sleep(0.5)
time.sleep(3)
import torch
held = torch.empty(1 << 30, dtype=torch.uint8, device="cuda")
print("held", held.numel(), flush=True)
time.sleep(600)
PYTHON
    local holder=$! status
    host disturbed "$1" --target Run --experiment model-sweep --case synthetic-llama-0.1b --iterations 1 --runs "$root/figures/disturbed"
    status=$?
    kill "$holder" 2> /dev/null
    wait "$holder" 2> /dev/null
    return $status
}

# A server of vLLM outside the product; its process is $server, its log NAME.log.
serve() { # NAME PORT MODEL OPTION...
    local name=$1 port=$2 model=$3 vllm caches before=$SECONDS
    shift 3
    server=
    vllm=$(ls "$root"/artifacts/store/envs/vllm-0.25.1/*/bin/vllm 2> /dev/null | head -1)
    [ -n "$vllm" ] || { say "$name: no vllm"; return 1; }
    # What the product's own starts compiled serves here, too.
    caches=$(find "$root/artifacts" -maxdepth 5 -type d -name torchinductor 2> /dev/null | head -1)
    caches=${caches:+$(dirname "$caches")}
    caches=${caches:-$session/caches}
    VLLM_USE_FLASHINFER_SAMPLER=0 HF_HUB_OFFLINE=1 VLLM_NO_USAGE_STATS=1 VLLM_CACHE_ROOT=$caches/vllm \
        TORCHINDUCTOR_CACHE_DIR=$caches/torchinductor TRITON_CACHE_DIR=$caches/triton CUDA_CACHE_PATH=$caches/cuda \
        setsid "$(dirname "$vllm")/python" -P "$vllm" serve "$root/artifacts/store/models/$model" --served-model-name "$model" \
        --host 127.0.0.1 --port "$port" --max-model-len 4096 "$@" > "$log/$name-server.log" 2>&1 &
    server=$!
    until grep -q "Application startup complete" "$log/$name-server.log"; do
        kill -0 $server 2> /dev/null || { say "$name: the server ended"; return 1; }
        [ $((SECONDS - before)) -lt 160 ] || { say "$name: no server after 160 s"; return 1; }
        sleep 1
    done
    say "$name: the server started in $((SECONDS - before)) s"
}

# The server and all that it started are one session.
end_server() {
    [ -n "${server:-}" ] || return
    kill -TERM -- -"$server" 2> /dev/null
    for _ in 1 2 3 4 5 6 7 8 9 10; do kill -0 -- -"$server" 2> /dev/null || break; sleep 1; done
    kill -KILL -- -"$server" 2> /dev/null
    server=
}

chat() {
    printf '%s\n' 'Which GPU is this?' 'And how large is its memory?' '/quit' > "$session/questions"
    host chat "$1" --target Chat --engine vllm --model synthetic-llama-1b < "$session/questions"
}

clients() {
    local seconds=$1 status=1 port=$((8300 + gpu))
    if serve clients "$port" synthetic-llama-1b --max-num-seqs 256; then
        run clients "$(left)" env REFIGURE_ROOT="$root" DOTNET_EnableDiagnostics=0 VLLM_USE_FLASHINFER_SAMPLER=0 HF_HUB_OFFLINE=1 \
            "$python" "$checkout/tests/Benchmarks/clients.py" --url "http://127.0.0.1:$port" --model synthetic-llama-1b \
            --tokenizer "$root/artifacts/store/models/synthetic-llama-1b" \
            --vllm "$(ls "$root"/artifacts/store/envs/vllm-0.25.1/*/bin/vllm | head -1)" \
            --concurrency "$2" --out "$root/figures/clients" -- "$session/host/Refigure.Build"
        status=$?
    fi
    end_server
    return $status
}

orphan() {
    local status=1 group
    if serve orphan $((8200 + gpu)) synthetic-llama-0.1b --enforce-eager; then
        group=$server
        kill -KILL $server
        sleep 2
        nvidia-smi --query-compute-apps=pid,process_name,used_gpu_memory --format=csv >> "$log/orphan.log"
        ps -eo pid,ppid,pgid,sid,stat,comm,args >> "$log/orphan-processes.log"
        host orphan 60 --target Doctor --figure 2
        # Nobody recorded it: a run waits, and then refuses.
        host orphan 90 --target Run --experiment model-sweep --case synthetic-llama-0.1b --iterations 1 --runs "$root/figures/disturbed"
        status=$?
        kill -KILL -- -"$group" 2> /dev/null
        sleep 3
        nvidia-smi --query-gpu=memory.used --format=csv >> "$log/orphan.log"
    fi
    end_server
    return $status
}

killed() {
    local options=(--target Run --experiment model-sweep --case synthetic-llama-0.1b --iterations 1
        --runs "$root/figures/killed" --profile lab --here "$node" --node "$node"
        --wheelhouse "$session/house" --system-site-packages --python "$python")
    local pid driver before=$SECONDS status
    REFIGURE_ROOT=$root "$session/host/Refigure.Build" "${options[@]}" >> "$log/killed.log" 2>&1 &
    pid=$!
    # Another GPU's engine is another lane's.
    until nvidia-smi -i "$gpu" --query-compute-apps=process_name --format=csv,noheader | grep -q VLLM || ! kill -0 $pid 2> /dev/null \
        || [ $((SECONDS - before)) -gt 90 ]; do sleep 0.5; done
    driver=$(ps -o pid= --ppid $pid -o args= | awk '/startup.py/ { print $1; exit }')
    say "killed: host $pid, driver ${driver:-not found}"
    kill -KILL $pid $driver
    wait $pid 2> /dev/null
    sleep 2
    nvidia-smi --query-compute-apps=pid,process_name,used_gpu_memory --format=csv >> "$log/killed.log"
    ps -eo pid,ppid,pgid,sid,stat,comm,args >> "$log/killed-processes.log"
    host killed 60 --target Doctor --figure 2 --runs "$root/figures/killed"
    host killed "$(left)" --target Run --experiment model-sweep --case synthetic-llama-0.1b --iterations 1 --runs "$root/figures/killed"
    status=$?
    nvidia-smi --query-compute-apps=pid,process_name,used_gpu_memory --format=csv >> "$log/killed.log"
    return $status
}

# A machine is bare the first time; a later call on it can bring other packages.
unpack() {
    if ! cmp -s "$KIT/host.tar.xz" "$session/host.tar.xz"; then
        rm -rf "$session/host"
        mkdir "$session/host"
        tar xJf "$KIT/host.tar.xz" -C "$session/host" && cp "$KIT/host.tar.xz" "$session/"
    fi
    local file
    for file in "$KIT"/*; do
        case $file in
            */host.tar.xz) ;;
            *.tar.xz | *.whl | */requirements-*.txt) cp -f "$file" "$session/house/" ;;
        esac
    done
    for folder in envs patches figures/experiments figures/recorded; do
        rm -rf "${root:?}/$folder"
        mkdir -p "$root/$(dirname $folder)"
        cp -r "$checkout/$folder" "$root/$folder"
    done
}

facts() {
    { date -u; uname -a; nproc; free -g; df -hT / "$root"; "$python" -VV; command -v python3 python3.12 uv; } 2>&1 || true
    nvidia-smi -q -d MEMORY,CLOCK,POWER,TEMPERATURE,PERFORMANCE,COMPUTE 2>&1 || true
    "$python" -c 'import torch; print(torch.__version__, torch.version.cuda, torch.cuda.get_device_name())' 2>&1 || true
}

# Environments and models beside each other: one waits for pip, the other for the disk.
prepare() {
    local environments=() models=() one pids=()
    read -ra environments <<< "${ENVS:-}"
    if [ ${#environments[@]} -eq 0 ]; then
        for one in "$KIT"/vllm-*.tar.xz; do
            [ -f "$one" ] && environments+=("$(basename "$one" .tar.xz)")
        done
    fi
    for one in "$@"; do
        case $one in
            versions:* | concurrency:* | memory-over-time:* | tp-serving:* | tp-profile:* | tp-scaling:* | chat | engine-comparison:* | knee:* | clients:*)
                models+=(synthetic-llama-1b)
                ;;
            graph-sizes:*) models+=(synthetic-llama-1b) ;;
            disturbed | killed | orphan) models+=(synthetic-llama-0.1b) ;;
            *:synthetic-*) models+=(${one#*:}) ;;
        esac
    done
    for one in "${environments[@]}"; do
        (host "setup-$one" 240 --target Setup --env "$one") & pids+=($!)
    done
    if [ ${#models[@]} -gt 0 ]; then
        models=($(printf '%s\n' "${models[@]}" | tr ',' '\n' | sort -u))
        (host models 240 --target Models --models "$(IFS=,; echo "${models[*]}")") & pids+=($!)
    fi
    for one in "${pids[@]}"; do wait "$one" || say "preparing: exit code $?"; done
    grep -h '^Error' "$log"/setup-*.log "$log/models.log" 2> /dev/null
    say "prepared: ${environments[*]} ${models[*]:-}"
}

node=${NODE:-}
if [ -z "$node" ]; then
    node=$(nvidia-smi --query-gpu=name --format=csv,noheader 2> /dev/null | grep -oE 'H[12]00' | head -1 | tr H h)
    node=${node:-unknown-gpu}
fi

trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
say "node $node, $limit s, jobs: $*"
unpack
facts > "$log/facts.log"
keep_packing &
packer=$!
say "unpacked"
prepare "$@"
for one in "$@"; do job "$one"; done
