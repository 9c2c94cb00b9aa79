"""torch and transformers: loading a model, and generate(). Nothing else here knows them."""

import threading

from naive_log import begin, end, info


class Model:
    @classmethod
    def load(cls, options):
        begin("llm_imports")
        import torch
        import transformers

        begin("detect_platform")
        device = options.device
        if device == "auto":
            device = "cuda" if torch.cuda.is_available() else "cpu"
        end()
        info(f"transformers {transformers.__version__}, torch {torch.__version__}, device {device}")
        return cls(torch, transformers, device, options)

    def __init__(self, torch, transformers, device, options):
        self._torch, self._transformers, self._device = torch, transformers, device
        begin("get_model_info")
        config = transformers.AutoConfig.from_pretrained(options.model)
        begin("tokenizer_init")
        self._tokenizer = transformers.AutoTokenizer.from_pretrained(options.model)
        # It is changed while it is used, and fails where two threads use it.
        self._lock = threading.Lock()
        dtype = "auto" if options.dtype == "auto" else getattr(torch, options.dtype)
        begin("model_loading")
        self._model = (self._dummy if options.load_format == "dummy" else self._stored)(config, dtype, options)
        self._model.eval()
        end()

        text = config.get_text_config() if hasattr(config, "get_text_config") else config
        self.vocabulary = text.vocab_size
        longest = getattr(text, "max_position_embeddings", None) or 1 << 24
        self.longest = min(longest, options.max_model_len or longest)
        self.ends = self._end_tokens(text)
        # Nothing of what the model's files say about sampling: requests say it. And no token that ends: one that ends a row
        # would not end the others, and ignore_eos may be asked for by some of them.
        self._model.generation_config = transformers.GenerationConfig()
        pad = self._tokenizer.pad_token_id
        self._pad = pad if pad is not None else next(iter(sorted(self.ends)), 0)
        parameters = sum(p.numel() for p in self._model.parameters())
        info(f"model {options.model}, {parameters} parameters, {self._model.dtype}, {options.load_format} weights")

    def _stored(self, _config, dtype, options):
        load = self._transformers.AutoModelForCausalLM.from_pretrained
        return load(options.model, **{self._dtype_name: dtype}).to(self._device)

    def _dummy(self, config, dtype, options):
        if dtype == "auto":
            dtype = getattr(config, "dtype", None) or getattr(config, "torch_dtype", None) or self._torch.float32
            dtype = getattr(self._torch, dtype) if isinstance(dtype, str) else dtype
        self._torch.manual_seed(options.seed)
        # Made where they stay: the processor would take minutes for a large model.
        with self._torch.device(self._device):
            model = self._transformers.AutoModelForCausalLM.from_config(config, **{self._dtype_name: dtype})
        return model.to(self._device)

    @property
    def _dtype_name(self):
        return "torch_dtype" if int(self._transformers.__version__.split(".")[0]) < 5 else "dtype"

    def _end_tokens(self, config):
        found = set()
        for source in (getattr(self._model, "generation_config", None), config, self._tokenizer):
            ids = getattr(source, "eos_token_id", None)
            found.update(ids if isinstance(ids, (list, tuple)) else [] if ids is None else [ids])
        return frozenset(found)

    def tokenize(self, text):
        with self._lock:
            return list(self._tokenizer(text)["input_ids"])

    def chat(self, messages):
        """The prompt of a conversation by the model's own template, as tokens."""
        with self._lock:
            text = self._tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=True)
            return list(self._tokenizer(text, add_special_tokens=False)["input_ids"])

    def decode(self, tokens):
        with self._lock:
            return self._tokenizer.decode(tokens, skip_special_tokens=True) if tokens else ""

    def generate(self, requests, streamer):
        """One padded generate() for all; tokens go to the streamer, and it ends when the streamer says that all rows are done."""
        torch = self._torch
        first = requests[0]
        longest = max(len(r.prompt) for r in requests)
        # On the left: the next token stands at the end of every row.
        rows = [[self._pad] * (longest - len(r.prompt)) + list(r.prompt) for r in requests]
        mask = [[0] * (longest - len(r.prompt)) + [1] * len(r.prompt) for r in requests]

        class AllDone(self._transformers.StoppingCriteria):
            def __call__(self, input_ids, _scores, **_more):
                return torch.full((input_ids.shape[0],), streamer.all_done(), dtype=torch.bool, device=input_ids.device)

        sampling = {"do_sample": False}
        if first.temperature > 0:
            sampling = {"do_sample": True, "temperature": float(first.temperature), "top_p": float(first.top_p), "top_k": 0}
            if first.seed is not None:
                torch.manual_seed(first.seed)
        self._model.generate(
            input_ids=torch.tensor(rows, dtype=torch.long, device=self._device),
            attention_mask=torch.tensor(mask, dtype=torch.long, device=self._device),
            max_new_tokens=max(r.max_tokens for r in requests),
            pad_token_id=self._pad,
            use_cache=True,
            streamer=streamer,
            stopping_criteria=self._transformers.StoppingCriteriaList([AllDone()]),
            **sampling,
        )

    def recover(self):
        """Gives back what a failed batch took."""
        if self._torch.cuda.is_available():
            self._torch.cuda.empty_cache()
