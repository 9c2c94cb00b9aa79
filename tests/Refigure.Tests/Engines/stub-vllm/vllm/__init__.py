"""Test code, not vLLM: a package of that name that has just what the driver touches, in the shape of the version that
STUB_VLLM_VERSION names: where its classes and its parser live, how it sets its logging up, in which processes it runs, and
what a start prints. STUB_VLLM_FAILS, STUB_VLLM_HANGS, STUB_VLLM_CHILD and STUB_VLLM_UNPATCHED make it misbehave."""

import argparse
import json
import logging
import logging.config
import multiprocessing
import os
import signal
import subprocess
import sys
import time
import types

__version__ = os.environ.get("STUB_VLLM_VERSION", "0.25.1")
_SHAPE = tuple(int(part) for part in __version__.partition("+")[0].split(".")[:3])


def _module(name, **content):
    module = types.ModuleType(name)
    module.__dict__.update(content)
    module.__path__ = []
    sys.modules[name] = module
    return module


class _Parser(argparse.ArgumentParser):
    """Takes underscores for dashes, as vLLM's own does."""

    def parse_args(self, args=None, namespace=None):
        return super().parse_args([a.replace("_", "-") if a.startswith("--") else a for a in args], namespace)


# Logging: a handler of its own for each logger, then a configuration for all of them that a file can replace.
_default = logging.StreamHandler(sys.stdout)
_default.setFormatter(logging.Formatter("%(levelname)s %(asctime)s %(filename)s:%(lineno)d] %(message)s", "%m-%d %H:%M:%S"))
if _SHAPE >= (0, 4, 2) and os.environ.get("VLLM_LOGGING_CONFIG_PATH"):
    with open(os.environ["VLLM_LOGGING_CONFIG_PATH"], encoding="utf-8") as _file:
        logging.config.dictConfig(json.load(_file))
else:
    _default.setLevel(logging.INFO)
    logging.getLogger("vllm").addHandler(_default)
    logging.getLogger("vllm").setLevel(logging.DEBUG)
    logging.getLogger("vllm").propagate = False


def init_logger(name):
    logger = logging.getLogger(name)
    if _SHAPE < (0, 4, 2):
        logger.setLevel(logging.DEBUG)
        logger.addHandler(_default)
        logger.propagate = False
    return logger


logger = init_logger("vllm.stub")


class SamplingParams:
    def __init__(self, temperature=1.0, max_tokens=16, ignore_eos=False):
        self.max_tokens = max_tokens


class EngineArgs:
    def __init__(self, **given):
        self.__dict__.update(given)

    @staticmethod
    def add_cli_args(parser):
        if _SHAPE >= (0, 5, 1):
            assert isinstance(parser, _Parser), "this version asks for its own parser"
        parser.add_argument("--model")
        parser.add_argument("--max-model-len", type=int)
        if _SHAPE >= (0, 11, 1):
            parser.add_argument("--cudagraph-capture-sizes", type=int, nargs="+")
        elif _SHAPE >= (0, 9, 0):
            parser.add_argument("--cuda-graph-sizes", type=int, nargs="+")
        return parser

    @classmethod
    def from_cli_args(cls, args):
        made = cls()
        made.__dict__.update(vars(args))
        return made


class _Output:
    def __init__(self, count):
        self.outputs = [types.SimpleNamespace(token_ids=list(range(count)))]


def _say(level, since, until, text, *args):
    if since <= _SHAPE and (until is None or _SHAPE < until):
        logger.log(level, text, *args)


def _start(model):
    """What the process of the engine prints."""
    debug, info = logging.DEBUG, logging.INFO
    if _SHAPE >= (0, 10, 1) and multiprocessing.parent_process() is not None:
        _prefix_lines()
    _say(debug, (0, 9, 0), None, "Waiting for init message from front-end.")
    _say(info, (0, 0, 0), (0, 4, 0), "Initializing an LLM engine with config: model='%s'", model)
    _say(info, (0, 4, 0), (0, 7, 1), "Initializing an LLM engine (v%s) with config: model='%s'", __version__, model)
    _say(info, (0, 7, 1), None, "Initializing a V1 LLM engine (v%s) with config: model='%s'", __version__, model)
    if os.environ.get("STUB_VLLM_HANGS"):
        time.sleep(600)
    _say(info, (0, 5, 3), (0, 21, 0), "Starting to load model %s...", model)
    _say(info, (0, 25, 0), None, "Loading model from scratch...")
    if not os.environ.get("STUB_VLLM_UNPATCHED"):
        _say(info, (0, 8, 0), None, "NEW: Initializing Model took 0.2345 seconds")
    _say(info, (0, 4, 0), (0, 8, 0), "Loading model weights took 12.4036 GB")
    _say(info, (0, 8, 0), None, "Loading weights took 0.34 seconds")
    _say(info, (0, 8, 0), (0, 8, 3), "Model loading took 2.7900 GB and 1.634406 seconds")
    _say(info, (0, 8, 3), None, "Model loading took 2.79 GiB and 1.634406 seconds")
    if os.environ.get("STUB_VLLM_FAILS"):
        raise RuntimeError("CUDA error: out of memory (stub)")
    if _SHAPE >= (0, 8, 0):
        _compile()
    _say(info, (0, 0, 0), (0, 8, 0), "# GPU blocks: 9008, # CPU blocks: 512")
    _say(debug, (0, 9, 1), None, "Memory profiling takes 3.16 seconds. Total non KV cache memory: 4.0GiB;")
    _say(info, (0, 9, 1), None, "Available KV cache memory: 124.57 GiB")
    _say(info, (0, 8, 0), None, "GPU KV cache size: 4,082,048 tokens")
    _say(info, (0, 0, 0), (0, 6, 4), "Graph capturing finished in 2 secs.")
    _say(info, (0, 6, 4), None, "Graph capturing finished in 2.12 secs, took 0.45 GiB")
    _say(info, (0, 6, 5), (0, 20, 0), "init engine (profile, create kv cache, warmup model) took 6.34 seconds")
    _say(info, (0, 20, 0), None, "init engine (profile, create kv cache, warmup model) took 6.34 s (compilation: 2.24 s)")


def _prefix_lines():
    write, prefix = sys.stdout.write, f"(EngineCore pid={os.getpid()}) "
    sys.stdout.write = lambda text: write(text if not text.strip() else prefix + text)


def _compile():
    root = os.path.join(os.environ.get("VLLM_CACHE_ROOT", "."), "torch_compile_cache")
    logger.info("Dynamo bytecode transform time: 2.92 s")
    if os.path.isdir(root):
        _say(logging.INFO, (0, 8, 0), (0, 8, 5), "Directly load the compiled graph for shape None from the cache")
        _say(
            logging.INFO,
            (0, 8, 5),
            None,
            "Directly load the compiled graph(s) for compile range (1, 16384) from the cache, took 0.810 s",
        )
    else:
        os.makedirs(root)
        logger.info("Compiling a graph for compile range (1, 16384) takes 7.06 s")
    _say(logging.INFO, (0, 8, 0), (0, 17, 0), "torch.compile takes 11.59 s in total")
    _say(logging.INFO, (0, 17, 0), None, "torch.compile took 11.59 s in total")


def _core(model, answers):
    """The process of the engine, since 0.8."""
    try:
        _start(model)
        answers.send(None)
    except RuntimeError as error:
        answers.send(str(error))
    answers.poll(600)


class LLMEngine:
    @classmethod
    def from_engine_args(cls, args, usage_context=None):
        return cls(args)

    def __init__(self, args):
        debug, info = logging.DEBUG, logging.INFO
        _say(debug, (0, 7, 0), None, "No plugins for group vllm.platform_plugins found.")
        _say(debug, (0, 7, 0), None, "Automatically detected platform cuda.")
        _say(debug, (0, 7, 0), (0, 9, 0), "No plugins for group vllm.general_plugins found.")
        _say(debug, (0, 9, 0), None, "Available plugins for group vllm.general_plugins:")
        _say(info, (0, 8, 0), None, "Chunked prefill is enabled with max_num_batched_tokens=16384.")
        self._misbehave(os.environ.get("STUB_VLLM_CHILD"))
        if _SHAPE < (0, 8, 0):
            _start(args.model)
        else:
            self._start_core(args.model)
        _say(info, (0, 8, 0), None, "NEW: Init Tokenizer took 0.1234 seconds")
        self.left = 0

    def _start_core(self, model):
        method = os.environ.get("VLLM_WORKER_MULTIPROC_METHOD", "fork")
        context = multiprocessing.get_context(method)
        mine, its = context.Pipe()
        if os.environ.get("STUB_VLLM_HANGS") == "interrupted around a fork":
            os.register_at_fork(before=lambda: os.kill(os.getpid(), signal.SIGTERM))
        core = context.Process(target=_core, args=(model, its), name="EngineCore")
        core.start()
        self.engine_core = types.SimpleNamespace(shutdown=lambda: (mine.send(None), core.join()))
        its.close()
        error = mine.recv()
        if error is not None:
            raise RuntimeError(error)
        _say(logging.DEBUG, (0, 9, 0), None, "READY from local core engine process 0.")

    @staticmethod
    def _misbehave(how):
        sleeps = "import os, time; print('child', os.getpid(), flush=True); time.sleep(600)"
        ignores = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); "
        starts = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {sleeps!r}], start_new_session=True)"
        code = {"child": sleeps, "stubborn": ignores + sleeps, "orphan": starts}.get(how)
        if code is not None:
            child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
            print(child.stdout.readline(), end="", flush=True)
        elif how == "shared memory":
            from multiprocessing import shared_memory

            print("shared memory", shared_memory.SharedMemory(create=True, size=64).name, flush=True)

    def add_request(self, request_id, prompt, params):
        self.left = params.max_tokens

    def has_unfinished_requests(self):
        return self.left > 0

    def step(self):
        self.left -= 4
        return [_Output(8 - self.left)]


_module("vllm.engine")
_module("vllm.engine.arg_utils", EngineArgs=EngineArgs)
_module("vllm.engine.llm_engine", LLMEngine=LLMEngine)
_module("vllm.sampling_params", SamplingParams=SamplingParams)
if _SHAPE >= (0, 11, 1):
    _module("vllm.utils")
    _module("vllm.utils.argparse_utils", FlexibleArgumentParser=_Parser)
elif _SHAPE >= (0, 5, 1):
    _module("vllm.utils", FlexibleArgumentParser=_Parser)
else:
    _module("vllm.utils")
if _SHAPE >= (0, 10, 0):
    # The classes come when they are asked for.
    _LAZY = {"EngineArgs": EngineArgs, "LLMEngine": LLMEngine, "SamplingParams": SamplingParams}
    del EngineArgs, LLMEngine, SamplingParams

    def __getattr__(name):
        if name in _LAZY:
            return _LAZY[name]
        raise AttributeError(f"module 'vllm' has no attribute '{name}'")
