"""Test code, not vLLM: a package of that name that has just what the driver touches, in the shape of the version that
STUB_VLLM_VERSION names, and prints what a start prints."""

import argparse
import json
import logging
import logging.config
import os
import subprocess
import sys
import types

__version__ = os.environ.get("STUB_VLLM_VERSION", "0.25.1")
_SHAPE = tuple(int(part) for part in __version__.split(".")[:3])

if _SHAPE >= (0, 4, 2) and os.environ.get("VLLM_LOGGING_CONFIG_PATH"):
    with open(os.environ["VLLM_LOGGING_CONFIG_PATH"], encoding="utf-8") as _file:
        logging.config.dictConfig(json.load(_file))
elif not logging.getLogger("vllm").handlers:
    _handler = logging.StreamHandler(sys.stdout)
    _handler.setFormatter(logging.Formatter("%(levelname)s %(asctime)s %(message)s"))
    logging.getLogger("vllm").addHandler(_handler)
    logging.getLogger("vllm").setLevel(logging.DEBUG)
    logging.getLogger("vllm").propagate = False

logger = logging.getLogger("vllm.stub")


class _Parser(argparse.ArgumentParser):
    """Takes underscores for dashes, as vLLM's own does."""

    def parse_args(self, args=None, namespace=None):
        return super().parse_args(
            [a.split("=")[0].replace("_", "-") if a.startswith("--") else a for a in args], namespace
        )


def _module(name, **content):
    module = types.ModuleType(name)
    module.__dict__.update(content)
    module.__path__ = []
    sys.modules[name] = module
    return module


if _SHAPE >= (0, 11, 1):
    _module("vllm.utils")
    _module("vllm.utils.argparse_utils", FlexibleArgumentParser=_Parser)
elif _SHAPE >= (0, 5, 0):
    _module("vllm.utils", FlexibleArgumentParser=_Parser)
else:
    _module("vllm.utils")


class SamplingParams:
    def __init__(self, temperature=1.0, max_tokens=16, ignore_eos=False):
        self.max_tokens = max_tokens


class EngineArgs:
    @staticmethod
    def add_cli_args(parser):
        parser.add_argument("--model")
        parser.add_argument("--max-model-len", type=int)
        parser.add_argument("--cudagraph-capture-sizes", type=int, nargs="+")
        return parser

    @classmethod
    def from_cli_args(cls, args):
        made = cls()
        made.model = args.model
        return made


class _Output:
    def __init__(self, count):
        self.outputs = [types.SimpleNamespace(token_ids=list(range(count)))]


class LLMEngine:
    @classmethod
    def from_engine_args(cls, args):
        return cls(args)

    def __init__(self, args):
        logger.debug("No plugins for group vllm.platform_plugins found.")
        logger.debug("Automatically detected platform cuda.")
        logger.debug("Available plugins for group vllm.general_plugins:")
        logger.info("Chunked prefill is enabled with max_num_batched_tokens=16384.")
        logger.info("NEW: Init Tokenizer took 0.1234 seconds")
        logger.debug("Waiting for init message from front-end.")
        logger.info("Initializing a V1 LLM engine (v%s) with config: model='%s'", __version__, args.model)
        logger.info("Loading model from scratch...")
        if not os.environ.get("STUB_VLLM_UNPATCHED"):
            logger.info("NEW: Initializing Model took 0.2345 seconds")
        logger.info("Loading weights took 0.34 seconds")
        logger.info("Model loading took 2.79 GiB and 1.634406 seconds")
        if os.environ.get("STUB_VLLM_FAILS"):
            raise RuntimeError("CUDA error: out of memory (stub)")
        self._compile()
        logger.debug("Memory profiling takes 3.16 seconds. Total non KV cache memory: 4.0GiB;")
        logger.info("Available KV cache memory: 124.57 GiB")
        logger.info("GPU KV cache size: 4,082,048 tokens")
        logger.info("Graph capturing finished in 2.12 secs, took 0.45 GiB")
        logger.info("init engine (profile, create kv cache, warmup model) took 6.34 s (compilation: 2.24 s)")
        self.child = subprocess.Popen(["sleep", "600"]) if os.environ.get("STUB_VLLM_CHILD") else None
        self.left = 0

    def _compile(self):
        root = os.path.join(os.environ.get("VLLM_CACHE_ROOT", "."), "torch_compile_cache")
        logger.info("Dynamo bytecode transform time: 2.92 s")
        if os.path.isdir(root):
            logger.info("Directly load the compiled graph(s) for compile range (1, 16384) from the cache, took 0.810 s")
        else:
            os.makedirs(root)
            logger.info("Compiling a graph for compile range (1, 16384) takes 7.06 s")
        logger.info("torch.compile took 11.59 s in total")

    def add_request(self, request_id, prompt, params):
        self.left = params.max_tokens

    def has_unfinished_requests(self):
        return self.left > 0

    def step(self):
        self.left = 0
        return [_Output(8)]
