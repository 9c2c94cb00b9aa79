"""The tokenizer, in the process of the front end."""

import os

from vllm.stub import Watch, logger, work  # noqa: F401 - a patch uses it


def load_tokenizer(model):
    size = os.path.getsize(os.path.join(model, "tokenizer.json"))
    work(0.02 + size / 1e6)


def make_renderer(model):
    logger.debug("Loading CachedHfTokenizer for tokenizer_mode='hf'")
    load_tokenizer(model)
    logger.debug("Loading HfRenderer for renderer_mode='hf'")
