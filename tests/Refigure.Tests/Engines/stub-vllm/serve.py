"""`vllm serve` as a runner sees it: a server, and an engine process in its group that outlives it unless it is ended."""

import gzip
import json
import os
import signal
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

VERSION = os.environ.get("STUB_VLLM_VERSION", "0.25.1")
METRICS = """# TYPE vllm:kv_cache_usage_perc gauge
vllm:kv_cache_usage_perc{engine="0",model_name="m"} 9.7e-05
# TYPE vllm:num_requests_running gauge
vllm:num_requests_running{engine="0",model_name="m"} 3.0
# TYPE vllm:prefix_cache_hits_total counter
vllm:prefix_cache_hits_total{engine="0",model_name="m"} 16.0
vllm:prefix_cache_hits_created{engine="0",model_name="m"} 1.7953098692977479e+09
"""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def say(self, status, body):
        body = body.encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        texts = {"/health": "", "/metrics": METRICS, "/version": json.dumps({"version": VERSION})}
        self.say(200 if self.path in texts else 404, texts.get(self.path, ""))

    def profile(self):
        if not profiler:
            return self.say(404, "no profiler")
        with open(os.environ.get("STUB_ASKED", "asked"), "a") as file:
            file.write(self.path + "\n")
        if self.path == "/stop_profile" and profiler["profiler"] == "torch":
            for rank in range(2):
                path = os.path.join(profiler["torch_profiler_dir"], f"rank{rank}.179531037445625{rank}.pt.trace.json.gz")
                with gzip.open(path, "wt") as file:
                    json.dump({"traceEvents": [], "distributedInfo": {"rank": rank}}, file)
        elif self.path == "/stop_profile":
            open("capture-ended", "w").close()
        self.say(200, "")

    # Two tokens, and what they were.
    def stream(self, asked):
        with open(os.environ.get("STUB_ASKED", "asked"), "a") as file:
            file.write(f"{self.path} {asked['prompt'][:4]}\n")
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        texts = [json.dumps({"choices": [{"text": t}]}) for t in "ab"]
        usage = {"prompt_tokens": 4, "completion_tokens": 2}
        for text in [*texts, json.dumps({"choices": [], "usage": usage}), "[DONE]"]:
            data = f"data: {text}\n\n".encode()
            self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
        self.wfile.write(b"0\r\n\r\n")

    def do_POST(self):
        if self.path.endswith("_profile"):
            return self.profile()
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if asked.get("stream"):
            return self.stream(asked)
        fine = asked["model"] == "m" and self.path == "/v1/completions"
        self.say(200 if fine else 404, json.dumps({"choices": [{"text": "x"}]}) if fine else "no such model")

    def log_message(self, *_):
        pass


command, model, *rest = sys.argv[1:]
assert command == "serve" and os.path.isabs(model), sys.argv
options = dict(zip(rest[::2], rest[1::2]))
profiler = json.loads(options.get("--profiler-config", "null"))
engine = subprocess.Popen(["sleep", "600"])
if "STUB_TIDY" in os.environ:
    signal.signal(signal.SIGTERM, lambda *_: (engine.kill(), engine.wait(), os._exit(143)))
with open("engine-core", "w") as file:
    file.write(str(engine.pid))
server = ThreadingHTTPServer((options["--host"], int(options["--port"])), Handler)
print("(APIServer pid=1) INFO 11-22 01:11:10 [api_server.py:616] Starting vLLM server on http://127.0.0.1", flush=True)
print("(APIServer pid=1) INFO:     Application startup complete.", file=sys.stderr, flush=True)
server.serve_forever()
