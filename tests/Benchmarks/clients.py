"""Two clients on one server, alternating: `vllm bench serve` and this project's `--target Load`, with the same load.

    python clients.py --url http://127.0.0.1:8000 --model NAME --tokenizer FOLDER --vllm VENV/bin/vllm \
        --out DIR [--concurrency 16,64,200] [--rounds 3] [--per-stream 8] -- HOST [OPTION...]

What comes after -- starts this project, such as ./build.sh, or a published host. Each round both put the same closed loop on
the server, whose prompts nobody sent before, so that no prefix is cached; who begins alternates. Written are what both wrote,
clients.csv with a line a measurement, and clients.md, the table of the means. Processor time is that of the client's process
tree from the beginning of the load to its end, by /proc (Linux), without imports and without what comes after.
"""

import argparse
import csv
import json
import os
import statistics
import subprocess
import sys
import threading
import time

TICKS = os.sysconf("SC_CLK_TCK")
FIELDS = [
    "round", "client", "concurrency", "requests", "completed", "duration_s", "output_tokens_per_s",
    "ttft_mean_ms", "ttft_p50_ms", "ttft_p99_ms", "tpot_mean_ms", "e2e_mean_ms", "client_cpu_s", "client_cpu_us_per_token", "note",
]


def tree_seconds(root):
    """Processor seconds of a process and all below it; of those that ended and were waited for, too."""
    parents, used = {}, {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                with open(f"/proc/{name}/stat", encoding="ascii", errors="replace") as file:
                    fields = file.read().rpartition(")")[2].split()
            except OSError:
                continue
            parents[int(name)] = int(fields[1])
            used[int(name)] = sum(int(fields[i]) for i in (11, 12, 13, 14)) / TICKS
    total = 0.0
    for pid in used:
        above = pid
        while above in parents and above != root:
            above = parents[above]
        if above == root:
            total += used[pid]
    return total


class Client:
    """One start of a client, with its processor time between two of its lines."""

    def __init__(self, command, log, begins, ends):
        self.between = None
        with open(log, "w", encoding="utf-8") as file:
            file.write("$ " + " ".join(command) + "\n")
            process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")
            watch = Watch(process.pid)
            begin = None
            for line in process.stdout:
                file.write(line)
                if begin is None and begins and begins in line:
                    begin = watch.now()
                elif begin is not None and self.between is None and ends in line:
                    self.between = watch.now() - begin
            self.code = process.wait()
            watch.stop()
        if self.code != 0:
            sys.exit(f"{command[0]} ended with exit code {self.code}: see {log}.")


class Watch:
    """Looks for the processor time again and again, since a process that ended cannot be asked."""

    def __init__(self, pid):
        self._pid, self._last, self._going = pid, 0.0, True
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def _look(self):
        while self._going:
            self._last = max(self._last, tree_seconds(self._pid))
            time.sleep(0.1)

    def now(self):
        self._last = max(self._last, tree_seconds(self._pid))
        return self._last

    def stop(self):
        self._going = False
        self._thread.join()


def vllm_bench(options, round_, concurrency, folder):
    requests = concurrency * options.per_stream
    # The line in the script that names the interpreter can be too long for the system.
    python = os.path.join(os.path.dirname(options.vllm), "python")
    command = [
        *([python] if os.path.exists(python) else []), options.vllm, "bench", "serve", "--backend", "openai", "--base-url", options.url, "--endpoint", "/v1/completions",
        "--model", options.model, "--tokenizer", options.tokenizer, "--dataset-name", "random",
        "--random-input-len", str(options.prompt_tokens), "--random-output-len", str(options.output_tokens),
        "--num-prompts", str(requests), "--max-concurrency", str(concurrency), "--num-warmups", str(concurrency),
        "--ignore-eos", "--temperature", "0", "--seed", str(1000 * round_ + concurrency), "--disable-tqdm",
        "--percentile-metrics", "ttft,tpot,itl,e2el", "--save-result", "--result-dir", folder, "--result-filename", "result.json",
    ]
    client = Client(command, os.path.join(folder, "client.log"), "Starting main benchmark run", "Serving Benchmark Result")
    with open(os.path.join(folder, "result.json"), encoding="utf-8") as file:
        result = json.loads(file.readline())
    return row(options, round_, "vllm bench serve", concurrency, requests, result, client.between, "")


def refigure(options, round_, concurrency, folder):
    requests = concurrency * options.per_stream
    command = [
        *options.command, "--target", "Load", "--url", options.url, "--model", options.model,
        "--concurrency", str(concurrency), "--requests", str(requests), "--warmup", str(concurrency),
        "--prompt-tokens", str(options.prompt_tokens), "--output-tokens", str(options.output_tokens), "--ignore-eos",
        "--temperature", "0", "--seed", str(1000 * round_ + concurrency), "--out", folder,
    ]
    client = Client(command, os.path.join(folder, "client.log"), None, "")
    del client
    with open(os.path.join(folder, "vllm-bench.json"), encoding="utf-8") as file:
        result = json.load(file)
    with open(os.path.join(folder, "load.json"), encoding="utf-8") as file:
        facts = json.load(file)
    own = facts["reported"]
    cores = len(os.sched_getaffinity(0))
    used = own["client_cpu_share"] * cores * result["duration"] if "client_cpu_share" in own else None
    return row(options, round_, "refigure", concurrency, requests, result, used, "; ".join(facts.get("remarks", [])))


def row(options, round_, client, concurrency, requests, result, used, note):
    return {
        "round": round_,
        "client": client,
        "concurrency": concurrency,
        "requests": requests,
        "completed": result["completed"],
        "duration_s": result["duration"],
        "output_tokens_per_s": result["output_throughput"],
        "ttft_mean_ms": result["mean_ttft_ms"],
        "ttft_p50_ms": result["median_ttft_ms"],
        "ttft_p99_ms": result.get("p99_ttft_ms"),
        "tpot_mean_ms": result["mean_tpot_ms"],
        "e2e_mean_ms": result.get("mean_e2el_ms"),
        "client_cpu_s": used,
        "client_cpu_us_per_token": used and used * 1e6 / result["total_output_tokens"],
        "note": note,
    }


def table(rows):
    shown = [
        ("tokens/s", "output_tokens_per_s", 0), ("TTFT mean, ms", "ttft_mean_ms", 1), ("TTFT p50, ms", "ttft_p50_ms", 1),
        ("TTFT p99, ms", "ttft_p99_ms", 1), ("TPOT mean, ms", "tpot_mean_ms", 3), ("client CPU, s", "client_cpu_s", 2),
        ("client CPU, µs a token", "client_cpu_us_per_token", 1),
    ]
    lines = ["| requests at a time | client | " + " | ".join(name for name, _, _ in shown) + " |", "|---" * (2 + len(shown)) + "|"]
    for concurrency in sorted({r["concurrency"] for r in rows}):
        for client in ("vllm bench serve", "refigure"):
            some = [r for r in rows if (r["concurrency"], r["client"]) == (concurrency, client)]
            cells = []
            for _, key, digits in shown:
                values = [r[key] for r in some if r[key] is not None]
                spread = f" ± {statistics.stdev(values):.{digits}f}" if len(values) > 1 else ""
                cells.append(f"{statistics.mean(values):.{digits}f}{spread}" if values else "")
            lines.append(f"| {concurrency} | {client} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser(prog="clients.py", allow_abbrev=False)
    parser.add_argument("--url", required=True)
    parser.add_argument("--model", required=True, help="as the server names it")
    parser.add_argument("--tokenizer", required=True, help="the model's folder")
    parser.add_argument("--vllm", required=True, help="the program vllm of an environment")
    parser.add_argument("--out", required=True)
    parser.add_argument("--concurrency", default="16,64,200")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--per-stream", type=int, default=8, help="requests for each at a time")
    parser.add_argument("--prompt-tokens", type=int, default=512)
    parser.add_argument("--output-tokens", type=int, default=128)
    parser.add_argument("command", nargs="+", help="what starts this project, after --")
    options = parser.parse_args()
    rows = []
    path = os.path.join(options.out, "clients.csv")
    for round_ in range(1, options.rounds + 1):
        for concurrency in map(int, options.concurrency.split(",")):
            both = [vllm_bench, refigure]
            for put in both if round_ % 2 else reversed(both):
                folder = os.path.join(options.out, f"{round_}-{concurrency}-{put.__name__}")
                os.makedirs(folder)
                rows.append(put(options, round_, concurrency, folder))
                with open(path, "w", encoding="utf-8", newline="") as file:
                    writer = csv.DictWriter(file, FIELDS)
                    writer.writeheader()
                    writer.writerows(rows)
    with open(os.path.join(options.out, "clients.md"), "w", encoding="utf-8") as file:
        file.write(table(rows))
    print(table(rows))


if __name__ == "__main__":
    main()
