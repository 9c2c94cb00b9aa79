"""Test code, not vLLM: what tensorize.py touches of the module of that name. The file that it writes has as many bytes as the
model's weights. STUB_VLLM_TENSORIZE makes it misbehave: fails, empty, exits or hangs."""

import glob
import os
import time

PARTS = 4


class TensorizerConfig:
    def __init__(self, tensorizer_uri=None):
        self.tensorizer_uri = tensorizer_uri


def serialize_extra_artifacts(config, served_model_name):
    raise ValueError(f"Repo id must be in the form 'namespace/repo_name': '{served_model_name}' (stub)")


def tensorize_vllm_model(engine_args, config):
    how = os.environ.get("STUB_VLLM_TENSORIZE")
    # In another process the caller's changes to this module would not be seen.
    assert os.environ["VLLM_ENABLE_V1_MULTIPROCESSING"] == "0"
    assert engine_args.enforce_eager
    assert not [name for name in os.environ if name == "HF_TOKEN"], "a secret came through"
    print(f"offline {os.environ.get('HF_HUB_OFFLINE')}", flush=True)
    weights = b"".join(_read(path) for path in sorted(glob.glob(os.path.join(engine_args.model, "*.safetensors"))))
    with open(config.tensorizer_uri, "wb+") as file:
        if how == "empty":
            return
        size = -(-len(weights) // PARTS)
        for part in range(PARTS):
            file.write(weights[part * size : (part + 1) * size][::-1])
            file.flush()
            if part == 1 and how == "fails":
                raise RuntimeError("CUDA error: out of memory (stub)")
            if part == 1 and how == "exits":
                raise SystemExit(0)
            if part == 1 and how == "hangs":
                print("hanging", flush=True)
                time.sleep(600)
    serialize_extra_artifacts(config, engine_args.model)


def _read(path):
    with open(path, "rb") as file:
        return file.read()
