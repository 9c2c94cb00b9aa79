"""Test code, not vLLM: a package of that name that starts as vLLM 0.20 and 0.25 do, as far as their logs, their processes,
their caches and their use of a GPU show it, in a second or two. What it says of itself it has measured. STUB_VLLM_PACE makes
it slower or faster; STUB_VLLM_GPU names the folder of the program that plays nvidia-smi."""

import json
import logging
import logging.config
import os

from vllm._version import __version__

with open(os.environ["VLLM_LOGGING_CONFIG_PATH"], encoding="utf-8") as _file:
    logging.config.dictConfig(json.load(_file))

from vllm.stub import logger, work  # noqa: E402 - what logs comes after the configuration

logger.debug("No plugins for group vllm.platform_plugins found.")
logger.debug("Checking if CUDA platform is available.")
work(0.02)
logger.debug("Automatically detected platform cuda.")
work(0.15)

from vllm.v1.engine.llm_engine import EngineArgs, LLMEngine, SamplingParams  # noqa: E402, F401
