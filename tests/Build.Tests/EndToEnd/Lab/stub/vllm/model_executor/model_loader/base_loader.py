"""The model, in the process of the engine."""

import os

from vllm.stub import Watch, logger, work


def make_model(layers):
    work(0.005 * layers)


def read_weights(path):
    with open(path, "rb", buffering=0) as file:
        while file.read(1 << 20):
            pass


def load_model(model, layers):
    make_model(layers)
    logger.debug("Loading weights on cuda ...")
    weights = os.path.join(model, "model.safetensors")
    took = Watch()
    read_weights(weights)
    work(0.02 + os.path.getsize(weights) / 4e7)
    logger.info("Loading weights took %.2f seconds", took())
    return os.path.getsize(weights) / (1 << 30)
