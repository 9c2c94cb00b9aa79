"""The naive baseline: transformers' own generate() behind a small HTTP server of Python's standard library.

    python server.py --model FOLDER --port 8000 [--batch-size 8] [--dtype bfloat16] [--load-format dummy]

One request at a time, or, with --batch-size N, up to N at a time as one static batch: what waits when a batch begins goes into it,
padded to the longest prompt, and nobody joins until its last answer has ended. No continuous batching, no paged cache, no prefix
cache. It speaks OpenAI's completions and chat completions, whole or as server-sent events, one for each token, and /health,
/v1/models and /metrics.

Exit codes: 0 ended by SIGTERM, SIGINT or the end of standard input; 1 the model could not be loaded; 2 a wrong option; 3 the port
is taken.
"""

import argparse
import os
import signal
import sys
import threading

# What lies in the working folder is no module of anybody's (python -P, for every version), and nothing is written beside this.
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:] = [HERE] + [entry for entry in sys.path if entry and os.path.abspath(entry) not in (HERE, os.getcwd())]
sys.dont_write_bytecode = True

from naive_batches import Batcher  # noqa: E402 - the path comes first
from naive_log import info  # noqa: E402
from naive_metrics import Metrics  # noqa: E402
from naive_model import Model  # noqa: E402
from naive_web import serve  # noqa: E402

GRACE_SECONDS = 0.5


def whole(least, most):
    def read(text):
        number = int(text) if text.isdigit() else -1
        if not least <= number <= most:
            raise argparse.ArgumentTypeError(f"{text}: expected a whole number from {least} to {most}")
        return number

    return read


def seconds(text):
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 60:
        raise argparse.ArgumentTypeError(f"{text}: expected seconds from 0 to 60")
    return number


def options(arguments):
    parser = argparse.ArgumentParser(prog="server.py", allow_abbrev=False)
    parser.add_argument("--model", required=True, help="a folder with config.json, tokenizer and weights")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=whole(0, 65535), required=True)
    parser.add_argument("--served-model-name")
    parser.add_argument("--batch-size", type=whole(1, 4096), default=1, help="prompts worked on together at most")
    parser.add_argument("--batch-wait", type=seconds, default=0.05, help="seconds that a batch waits to be full")
    parser.add_argument("--dtype", choices=("auto", "float16", "bfloat16", "float32"), default="auto")
    parser.add_argument("--load-format", choices=("auto", "dummy"), default="auto", help="dummy: random weights")
    parser.add_argument("--device", default="auto", help="auto, cpu, cuda or cuda:N")
    parser.add_argument("--seed", type=whole(0, 2**32 - 1), default=0, help="of random weights")
    parser.add_argument("--queue-limit", type=whole(0, 1 << 20), default=1 << 20)
    parser.add_argument("--max-model-len", type=whole(1, 1 << 24), help="tokens of prompt and answer together at most")
    parser.add_argument("--exit-with-stdin", action="store_true")
    chosen = parser.parse_args(arguments)
    if not os.path.isdir(chosen.model):
        parser.error(f"--model {chosen.model}: there is no such folder")
    chosen.served_model_name = chosen.served_model_name or os.path.basename(os.path.normpath(chosen.model))
    return chosen


def end_with_stdin(ending):
    try:
        while os.read(0, 4096):
            pass
    except OSError:
        pass
    ending.set()


def load(chosen, batcher, ending, failures):
    """Loads the model, and then generates until the process ends; a thread of its own."""
    try:
        model = Model.load(chosen)
        batcher.ready(model)
    except BaseException as error:  # whatever it was: the sentence and the exit code say so
        failures.append(f"The model could not be loaded: {type(error).__name__}: {error}")
        ending.set()
        return
    info("Engine is ready")
    batcher.run()


def main(arguments):
    chosen = options(arguments)
    ending = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ending.set())
    metrics = Metrics(chosen.served_model_name)
    batcher = Batcher(metrics, chosen.batch_size, chosen.batch_wait, chosen.queue_limit)
    try:
        server = serve(chosen.host, chosen.port, batcher, metrics, chosen.served_model_name)
    except OSError as error:
        sys.stderr.write(f"The address cannot be listened on ({error}): name another with --port or --host.\n")
        return 3
    info(f"listening on {chosen.host}, port {server.server_address[1]}")
    if chosen.exit_with_stdin:
        threading.Thread(target=end_with_stdin, args=(ending,), daemon=True).start()
    failures = []
    threading.Thread(target=load, args=(chosen, batcher, ending, failures), daemon=True).start()
    ending.wait()
    batcher.end(GRACE_SECONDS)
    for failure in failures:
        sys.stderr.write(failure + "\n")
    if not failures:
        info("ended")
    return 1 if failures else 0


if __name__ == "__main__":
    code = main(sys.argv[1:])
    sys.stdout.flush()
    sys.stderr.flush()
    # Not sys.exit: threads that generate or write are not waited for, and libraries' own ends have hung.
    os._exit(code)
