"""Starts one vLLM engine, lets it answer one request, and ends it.

    python startup.py --model PATH [engine arguments ...]

The arguments are vLLM's own engine arguments. The engine is an LLMEngine made from EngineArgs, for every version since
0.3.1. What happens when is told by JSON marks, one a line, on standard output, among vLLM's own log lines:

    {"mark": "begin", "wall": ..., "mono": ..., "pid": ...}     before anything is imported
    {"mark": "imported", "seconds": ..., "version": ...}        since begin; the version that was really imported
    {"mark": "engine", "seconds": ...}                          what making the engine took
    {"mark": "first_answer", "seconds": ..., "tokens": ...}     since the request was made
    {"mark": "end", "wall": ..., "total": ...}                  since begin; the engine is ended after this
    {"mark": "failed", "error": ...}                            instead; the exit code is then not 0

Each line of vLLM's log has its time to the microsecond, process id, process name and level. REFIGURE_EXPECT_VLLM names the
version that must be imported; another one is refused before an engine is made. No child and no file is left behind.
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
import tempfile  # noqa: E402
import traceback  # noqa: E402

LINE = "%(created).6f %(process)d %(processName)s %(levelname)s [%(filename)s:%(lineno)d] %(message)s"
PROMPT = "The time that a start takes is"
TOKENS = 8
GRACE_SECONDS = 5.0
PR_SET_CHILD_SUBREAPER = 36


def mark(name, **facts):
    """Prints a mark at once, whole, so that lines of other processes cannot come in between."""
    sys.stdout.flush()
    left = (json.dumps({"mark": name, **facts}) + "\n").encode()
    while left:
        left = left[os.write(1, left) :]


def forget_script_folder():
    """What lies beside this file or in the working folder is no module of anybody's (python -P, for every version)."""
    beside = os.path.dirname(os.path.abspath(__file__))
    sys.path[:] = [entry for entry in sys.path if entry and os.path.abspath(entry) != beside]


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
    handle, path = tempfile.mkstemp(prefix="refigure-logging-", suffix=".json")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(logging_config(), file)
    os.environ["VLLM_CONFIGURE_LOGGING"] = "1"
    os.environ["VLLM_LOGGING_CONFIG_PATH"] = path
    return path


def reconfigure_logging():
    """Versions before 0.4.2 ask for no configuration: the handlers that they made get our formatter after the import."""
    for name, logger in [("vllm", logging.getLogger("vllm")), *logging.root.manager.loggerDict.items()]:
        if name == "vllm" or name.startswith("vllm."):
            for handler in getattr(logger, "handlers", []):
                handler.setFormatter(logging.Formatter(LINE))


def refuse_other_version(version):
    """Another version than the expected one would be measured under the wrong name. A build's own suffix is no matter."""
    expected = os.environ.get("REFIGURE_EXPECT_VLLM")
    if expected and expected not in (version, version.partition("+")[0]):
        raise RuntimeError(f"vLLM {version} was imported from {sys.modules['vllm'].__file__}, but {expected} was expected")


def parser_class():
    """The parser that knows vLLM's spellings, where it lives in this version; argparse's own up to 0.5.0."""
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
    except OSError:
        pass


def let_tracker_go():
    """multiprocessing's tracker of shared memory ignores signals: it cleans up and ends when we close our end of its pipe."""
    tracker = getattr(sys.modules.get("multiprocessing.resource_tracker"), "_resource_tracker", None)
    handle = getattr(tracker, "_fd", None)
    if handle is not None:
        tracker._fd = None
        try:
            os.close(handle)
        except OSError:
            pass


def end_children():
    """Ends whatever is still below this process: asks, waits, kills. Gives the ids of what could not be ended."""
    let_tracker_go()
    for number, patience in ((signal.SIGTERM, GRACE_SECONDS), (signal.SIGKILL, GRACE_SECONDS)):
        until = time.monotonic() + patience
        asked = set()
        while True:
            reap()
            left = descendants()
            if not left:
                return left
            # Who has lost its parent since, or was started since, is asked, too.
            for pid in set(left) - asked:
                asked.add(pid)
                try:
                    os.kill(pid, number)
                except OSError:
                    pass
            if time.monotonic() > until:
                break
            time.sleep(0.02)
    return left


def interrupted(number, _frame):
    """Ends the start. What is raised in a callback of the interpreter (around a fork, in a finalizer) is swallowed: once more, then."""
    signal.signal(signal.SIGALRM, lambda _number, frame: interrupted(number, frame))
    signal.setitimer(signal.ITIMER_REAL, GRACE_SECONDS)
    raise SystemExit(128 + number)


def run(arguments):
    """Starts, asks, ends. Raises what vLLM raises."""
    import vllm

    reconfigure_logging()
    refuse_other_version(vllm.__version__)
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
    took = time.perf_counter() - before
    mark("first_answer", seconds=took, tokens=tokens)
    mark("end", wall=time.time(), total=time.perf_counter() - BEGAN)
    shut_down(engine)
    del engine
    gc.collect()


def outcome(arguments):
    """Runs; gives the exit code and, if it is not 0, why."""
    try:
        run(arguments)
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
        signals = {128 + s: s.name for s in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)}
        return code, f"ended by {signals[code]}" if code in signals else f"exit code {code}: its standard error says why"
    except BaseException as error:  # whatever it was: the mark and the exit code say so
        traceback.print_exc()
        return 1, f"{type(error).__name__}: {error}"
    return 0, None


def leave(status, why, configuration):
    """Ends what is below this process, removes the logging configuration, says what failed, and exits."""
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGALRM):
        signal.signal(number, signal.SIG_IGN)
    try:
        left = end_children()
        if left and status == 0:
            status, why = 1, f"processes {left} could not be ended"
        if status != 0:
            mark("failed", error=why[:1000])
    finally:
        os.unlink(configuration)
        sys.stdout.flush()
        sys.stderr.flush()
        # Not sys.exit: libraries' own ends have hung here, and nothing is left that they could save.
        os._exit(status)


def main(arguments):
    process = os.getpid()
    mark("begin", wall=BEGAN_WALL, mono=BEGAN, pid=process)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, interrupted)
    forget_script_folder()
    adopt_orphans()
    path = configure_logging()
    status, why = outcome(arguments)
    if os.getpid() != process:
        os._exit(status)  # a fork that has lost its way: the marks, the file and the children are its parent's
    leave(status, why, path)


if __name__ == "__main__":
    main(sys.argv[1:])
