"""What all parts of the stub share."""

import logging
import os
import time

from vllm._version import __version__

logger = logging.getLogger("vllm.stub")
SHAPE = tuple(int(part) for part in __version__.split("."))
PACE = float(os.environ.get("STUB_VLLM_PACE", "1"))


def work(seconds):
    time.sleep(seconds * PACE)


class Watch:
    """The seconds since it was made, when it is called."""

    def __init__(self):
        self.began = time.perf_counter()

    def __call__(self):
        return time.perf_counter() - self.began


def cache(*parts):
    """A path in vLLM's cache folder."""
    return os.path.join(os.environ["VLLM_CACHE_ROOT"], *parts)


def remember(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
