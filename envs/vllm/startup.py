"""Starts one vLLM engine, lets it answer one request, and ends it.

    python startup.py --model PATH [engine arguments ...]

The arguments are vLLM's own engine arguments. The engine is an LLMEngine made from EngineArgs, for every version since
0.3.1. What happens when is told by JSON marks, one a line, on standard output, among vLLM's own log lines:

    {"mark": "begin", "wall": ..., "mono": ..., "pid": ...}     before anything is imported
    {"mark": "imported", "seconds": ..., "version": ...}        since begin; the version that was really imported
    {"mark": "engine", "seconds": ...}                          what making the engine took
    {"mark": "first_answer", "seconds": ..., "tokens": ...}     since the request was made
    {"mark": "end", "wall": ..., "total": ...}                  since begin; the engine is ended after this
    {"mark": "failed", "error": ...}                            instead; the exit code is then 1

Each line of vLLM's log has its time to the microsecond, process id, process name and level. No child is left behind.
"""

import time

BEGAN_WALL, BEGAN = time.time(), time.perf_counter()

import argparse  # noqa: E402 - the clock comes first: what is imported takes time, too
import ctypes  # noqa: E402
import gc  # noqa: E402
import json  # noqa: E402
import logging  # noqa: E402
import os  # noqa: E402
import signal  # noqa: E402
import sys  # noqa: E402
import traceback  # noqa: E402

LINE = "%(created).6f %(process)d %(processName)s %(levelname)s [%(filename)s:%(lineno)d] %(message)s"
PROMPT = "The time that a start takes is"
TOKENS = 8
GRACE_SECONDS = 10.0
PR_SET_CHILD_SUBREAPER = 36


def mark(name, **facts):
    """Prints a mark at once, whole, so that lines of other processes cannot come in between."""
    os.write(1, (json.dumps({"mark": name, **facts}) + "\n").encode())


def logging_config():
    """vLLM's loggers with a formatter of the standard library: vLLM's own moved twice, and a wrong class is a crash."""
    level = os.environ.get("VLLM_LOGGING_LEVEL", "INFO").upper()
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"plain": {"class": "logging.Formatter", "format": LINE}},
        "handlers": {
            "out": {"class": "logging.StreamHandler", "formatter": "plain", "level": level, "stream": "ext://sys.stdout"}
        },
        "loggers": {"vllm": {"handlers": ["out"], "level": level, "propagate": False}},
    }


def configure_logging():
    """Has vLLM from 0.4.2 on read our configuration, in its child processes, too. Gives the file's path."""
    path = os.path.abspath("logging.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(logging_config(), file)
    os.environ["VLLM_CONFIGURE_LOGGING"] = "1"
    os.environ["VLLM_LOGGING_CONFIG_PATH"] = path
    return path


def reconfigure_logging():
    """Versions before 0.4.2 ask for no configuration: their handlers get our formatter after the import."""
    for logger in [logging.getLogger("vllm"), *map(logging.getLogger, list(logging.root.manager.loggerDict))]:
        if logger.name == "vllm" or logger.name.startswith("vllm."):
            for handler in logger.handlers:
                handler.setFormatter(logging.Formatter(LINE))


def parser_class():
    """The parser that knows vLLM's spellings, where it lives in this version; argparse's own before 0.5."""
    for module in ("vllm.utils.argparse_utils", "vllm.utils"):
        try:
            found = getattr(__import__(module, fromlist=["FlexibleArgumentParser"]), "FlexibleArgumentParser", None)
        except ImportError:
            continue
        if found is not None:
            return found
    return argparse.ArgumentParser


def engine_classes():
    """EngineArgs, LLMEngine and SamplingParams of this version."""
    try:
        from vllm import EngineArgs, LLMEngine, SamplingParams
    except ImportError:
        from vllm.engine.arg_utils import EngineArgs
        from vllm.engine.llm_engine import LLMEngine
        from vllm.sampling_params import SamplingParams
    return EngineArgs, LLMEngine, SamplingParams


def answer(engine, sampling):
    """Lets the engine answer one request; gives the number of tokens that it made."""
    engine.add_request("0", PROMPT, sampling)
    tokens = 0
    while engine.has_unfinished_requests():
        for output in engine.step():
            if output.outputs:
                tokens = len(output.outputs[0].token_ids)
    return tokens


def shut_down(engine):
    """Ends the engine in its own way, where it has one."""
    for owner in (getattr(engine, "engine_core", None), getattr(engine, "model_executor", None)):
        end = getattr(owner, "shutdown", None)
        if callable(end):
            end()
            return


def adopt_orphans():
    """Children of children that lose their parent become ours, so that they can be found (Linux)."""
    try:
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    except (AttributeError, OSError):
        pass


def descendants():
    """The ids of all processes below this one."""
    parents = {}
    for name in os.listdir("/proc") if os.path.isdir("/proc") else []:
        if name.isdigit():
            try:
                with open(f"/proc/{name}/stat", encoding="utf-8", errors="replace") as file:
                    fields = file.read().rpartition(")")[2].split()
            except OSError:
                continue
            if fields[0] != "Z":
                parents[int(name)] = int(fields[1])
    found, grew = {os.getpid()}, True
    while grew:
        more = {pid for pid, parent in parents.items() if parent in found} - found
        found |= more
        grew = bool(more)
    return sorted(found - {os.getpid()})


def reap():
    """Takes the exit status of children that have ended."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except (ChildProcessError, OSError):
        pass


def end_children():
    """Ends whatever is still below this process: asks, waits, kills."""
    for number, patience in ((signal.SIGTERM, GRACE_SECONDS), (signal.SIGKILL, GRACE_SECONDS)):
        # What ends by itself needs no signal: multiprocessing's helpers follow their parent, asked or not.
        until = time.monotonic() + patience
        for pid in descendants():
            try:
                os.kill(pid, number)
            except OSError:
                pass
        while descendants() and time.monotonic() < until:
            reap()
            time.sleep(0.02)
        reap()
        if not descendants():
            return


def interrupted(number, _frame):
    raise SystemExit(128 + number)


def run(arguments):
    """Starts, asks, ends. Raises what vLLM raises."""
    import vllm

    reconfigure = tuple(int(part) for part in vllm.__version__.split(".")[:2] if part.isdigit()) < (0, 5)
    if reconfigure:
        reconfigure_logging()
    EngineArgs, LLMEngine, SamplingParams = engine_classes()
    parser = EngineArgs.add_cli_args(parser_class()(prog="startup.py"))
    chosen = parser.parse_args(arguments)
    mark("imported", seconds=time.perf_counter() - BEGAN, version=vllm.__version__)

    before = time.perf_counter()
    engine = LLMEngine.from_engine_args(EngineArgs.from_cli_args(chosen))
    took = time.perf_counter() - before
    mark("engine", seconds=took)

    before = time.perf_counter()
    tokens = answer(engine, SamplingParams(temperature=0.0, max_tokens=TOKENS, ignore_eos=True))
    mark("first_answer", seconds=time.perf_counter() - before, tokens=tokens)
    mark("end", wall=time.time(), total=time.perf_counter() - BEGAN)
    shut_down(engine)
    del engine
    gc.collect()


def main(arguments):
    mark("begin", wall=BEGAN_WALL, mono=BEGAN, pid=os.getpid())
    signal.signal(signal.SIGTERM, interrupted)
    adopt_orphans()
    path = configure_logging()
    status = 1
    try:
        run(arguments)
        status = 0
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 1
    except BaseException as error:  # whatever it was: the mark and the exit code say so
        traceback.print_exc()
        mark("failed", error=f"{type(error).__name__}: {error}"[:2000])
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        try:
            end_children()
        finally:
            os.unlink(path)
            sys.stdout.flush()
            sys.stderr.flush()
    # Not sys.exit: libraries' own ends have hung here, and nothing is left that they could save.
    os._exit(status)


if __name__ == "__main__":
    main(sys.argv[1:])
