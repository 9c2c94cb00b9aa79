"""What the driver touches."""

import json
import multiprocessing
import os
import types

from vllm.renderers.registry import make_renderer
from vllm.stub import Watch, cache, logger, remember, work
from vllm.v1.engine.core import run

SIZES = [1, 2, 4, *range(8, 257, 8), *range(272, 513, 16)]


class SamplingParams:
    def __init__(self, temperature=1.0, max_tokens=16, ignore_eos=False):
        self.max_tokens = max_tokens


class EngineArgs:
    @staticmethod
    def add_cli_args(parser):
        parser.add_argument("--model")
        parser.add_argument("--max-model-len", type=int, default=8192)
        parser.add_argument("--cudagraph-capture-sizes", type=int, nargs="+", default=SIZES)
        return parser

    @classmethod
    def from_cli_args(cls, args):
        made = cls()
        made.__dict__.update(vars(args))
        return made


class LLMEngine:
    @classmethod
    def from_engine_args(cls, args):
        return cls(args)

    def __init__(self, args):
        self.left = 0
        logger.debug("Available plugins for group vllm.general_plugins:")
        found = sum(len(files) for _, _, files in os.walk(cache()))
        logger.debug("%d files are in the cache folder %s", found, cache())
        with open(os.path.join(args.model, "config.json"), encoding="utf-8") as file:
            layers = json.load(file)["num_hidden_layers"]
        self._inspect()
        logger.info("Chunked prefill is enabled with max_num_batched_tokens=16384.")
        work(0.01)
        make_renderer(args.model)
        context = multiprocessing.get_context("fork")
        mine, its = context.Pipe()
        given = (its, mine, args.model, layers, args.max_model_len, args.cudagraph_capture_sizes)
        core = context.Process(target=run, args=given, name="EngineCore", daemon=True)
        core.start()
        its.close()
        self.engine_core = types.SimpleNamespace(shutdown=lambda: self._shut_down(mine, core))
        mine.recv()
        logger.debug("READY from local core engine process 0.")

    @staticmethod
    def _inspect():
        took, info = Watch(), cache("modelinfos", "llama.json")
        if os.path.exists(info):
            work(0.01)
            logger.debug("Loaded model info for class LlamaForCausalLM from cache")
        else:
            logger.debug("Cache model info for class LlamaForCausalLM miss. Loading model instead.")
            work(0.15)
            remember(info, "{}\n")
            logger.debug("Loaded model info for class LlamaForCausalLM")
        logger.debug("Registry inspect model class: Elapsed time %.7f secs", took())

    @staticmethod
    def _shut_down(pipe, core):
        logger.debug("[shutdown] Process manager: start process_count=1 timeout=5.0s")
        pipe.send(None)
        core.join()
        logger.debug("[shutdown] Process manager: complete")

    def add_request(self, request_id, prompt, params):
        self.left = params.max_tokens

    def has_unfinished_requests(self):
        return self.left > 0

    def step(self):
        work(0.005)
        self.left -= 4
        return [types.SimpleNamespace(outputs=[types.SimpleNamespace(token_ids=list(range(8 - self.left)))])]
