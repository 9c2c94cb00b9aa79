"""As much of transformers as envs/transformers asks for. A token is a letter: the next one of each row is the next letter."""

import os
import time

import torch

__version__ = os.environ.get("STUB_TRANSFORMERS", "5.23.0")
LETTERS = "abcdefghijklmnopqrstuvwxyz"
END = 26


class _Config:
    vocab_size = 27
    max_position_embeddings = 64
    eos_token_id = [END]
    dtype = "bfloat16"


class AutoConfig:
    @staticmethod
    def from_pretrained(path):
        return _Config()


class _Tokenizer:
    pad_token_id = None
    eos_token_id = END

    def __call__(self, text, add_special_tokens=True):
        return {"input_ids": [LETTERS.index(c) for c in text if c in LETTERS]}

    def decode(self, tokens, skip_special_tokens=False):
        return "".join(LETTERS[t] for t in tokens if t < END)

    def apply_chat_template(self, messages, tokenize=True, add_generation_prompt=False):
        assert not tokenize and add_generation_prompt
        if messages[0]["role"] == "nobody":
            raise ValueError("roles must alternate")
        return "".join(m["role"][0] + m["content"] for m in messages)


class AutoTokenizer:
    @staticmethod
    def from_pretrained(path):
        return _Tokenizer()


class GenerationConfig:
    eos_token_id = None


class StoppingCriteria:
    pass


class StoppingCriteriaList(list):
    pass


class _Parameter:
    def numel(self):
        return 7


class _Model:
    def __init__(self, dtype):
        self.dtype = dtype
        self.generation_config = GenerationConfig()
        self.generation_config.eos_token_id = END

    def to(self, device):
        return self

    def eval(self):
        return self

    def parameters(self):
        return [_Parameter()]

    def generate(self, input_ids, attention_mask, max_new_tokens, pad_token_id, use_cache, streamer, stopping_criteria, **how):
        rows = [[t for t, m in zip(*pair) if m] for pair in zip(input_ids.rows, attention_mask.rows)]
        torch.note(f"generate rows {[''.join(LETTERS[t] for t in r) for r in rows]} at most {max_new_tokens} {sorted(how.items())}")
        assert self.generation_config.eos_token_id is None
        if any(r[0] == LETTERS.index("x") for r in rows):
            raise RuntimeError("CUDA out of memory")
        streamer.put(input_ids)
        for step in range(max_new_tokens):
            time.sleep(float(os.environ.get("STUB_STEP", "0.001")))
            nexts = [(r[-1] + 1) % 27 for r in rows]
            rows = [r + [t] for r, t in zip(rows, nexts)]
            streamer.put(torch.Tensor(nexts))
            if all(stopping_criteria[0](torch.Tensor(rows), None).tolist()):
                torch.note(f"ended after {step + 1}")
                break
        streamer.end()


class AutoModelForCausalLM:
    @staticmethod
    def from_pretrained(path, **options):
        if os.path.exists(os.path.join(path, "broken")):
            raise OSError("no file named model.safetensors")
        torch.note(f"weights {sorted(options.items())}")
        (dtype,) = options.values()
        return _Model(dtype)

    @staticmethod
    def from_config(config, **options):
        torch.note(f"no weights {sorted(options.items())}")
        (dtype,) = options.values()
        return _Model(dtype)
