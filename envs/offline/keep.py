#!/usr/bin/env python3
"""keep.py RUNS KEPT RUN...: takes runs of a runs root over into another one, as small as they get without losing a number.

Logs, requests, samples and traces lie there gzipped (by zopfli, if it is on the path). Left out are vllm-bench.json and
per-prompt.txt, which say again what requests.jsonl says, and of a Kineto trace what no figure reads: the host's operators, its calls
and the arrows between them. What stays of a trace stays byte for byte; run.json gets the digests and the hash of what is kept.

A RUN is EXPERIMENT/NODE/CASE/CACHE-ITERATION. Runs that are not valid are refused, and so is a file that is not as it was measured.
"""

import gzip
import hashlib
import json
import pathlib
import shutil
import subprocess
import sys

LEFT_OUT = {"vllm-bench.json", "per-prompt.txt"}
SMALL = 200
OF_THE_GPU = {"kernel", "gpu_memcpy", "gpu_memset", "gpu_user_annotation", "user_annotation"}


def plain(path):
    """The content of a file that lies there plain or gzipped."""
    if path.exists():
        return path.read_bytes()
    return gzip.decompress(path.with_name(path.name + ".gz").read_bytes())


def trimmed(trace):
    """A Kineto trace without the events that only concern the host."""
    text = trace.decode()
    decoder = json.JSONDecoder()
    start = text.index("[", text.index('"traceEvents"')) + 1
    at, kept = start, []
    while True:
        while text[at] in " \t\r\n,":
            at += 1
        if text[at] == "]":
            break
        event, end = decoder.raw_decode(text, at)
        if event.get("cat") in OF_THE_GPU or event.get("ph") == "M" or "GraphLaunch" in event.get("name", ""):
            kept.append(text[at:end])
        at = end
    return (text[:start] + "\n  " + ",\n  ".join(kept) + "\n  " + text[at:]).encode()


def write(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    if len(content) < SMALL or path.name in ("load.json", "facts.json"):
        return
    if shutil.which("zopfli"):
        subprocess.run(["zopfli", "--i15", str(path)], check=True)
        path.unlink()
    else:
        path.with_name(path.name + ".gz").write_bytes(gzip.compress(content, 9, mtime=0))
        path.unlink()


def keep(runs, kept, run):
    source, target = runs / run, kept / run
    record = json.loads((source / "run.json").read_text())
    if not record["valid"]:
        sys.exit(f"{run} is not valid: {record['invalid_reasons']}")
    if target.exists():
        shutil.rmtree(target)
    files = []
    for file in record["files"]:
        content = plain(source / file["name"])
        if hashlib.sha256(content).hexdigest() != file["sha256"]:
            sys.exit(f"{run}/{file['name']} is not as it was measured.")
        if file["name"] in LEFT_OUT:
            continue
        if file["name"].endswith(".pt.trace.json"):
            content = trimmed(content)
        write(target / file["name"], content)
        digest = hashlib.sha256(content).hexdigest()
        files.append({"name": file["name"], "sha256": digest, "bytes": len(content)})
    record["files"] = files
    lines = f"refigure run 1\n{run}\n" + "".join(f"{f['name']} {f['sha256']}\n" for f in files)
    record["hash"] = hashlib.sha256(lines.encode()).hexdigest()
    (target / "run.json").write_text(json.dumps(record, indent=2, ensure_ascii=False) + "\n")
    print(sum(f.stat().st_size for f in target.rglob("*") if f.is_file()), run)


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    for one in sys.argv[3:]:
        keep(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), one)
