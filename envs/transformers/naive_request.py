"""What a request may say, checked."""

import json


class ApiError(Exception):
    """An answer of OpenAI's form that is no completion."""

    TYPES = {404: "NotFoundError", 429: "rate_limit_exceeded", 500: "server_error", 503: "service_unavailable"}

    def __init__(self, status, message, param=None):
        super().__init__(message)
        self.status, self.message, self.param = status, message, param

    @property
    def body(self):
        kind = self.TYPES.get(self.status, "invalid_request_error")
        return {"error": {"message": self.message, "type": kind, "param": self.param, "code": self.status}}


class Request:
    """A request that can be answered."""

    def __init__(self, body, chat, model):
        self.chat = chat
        self.prompt = _chat_prompt(body, model) if chat else _prompt(body, model)
        limit = body.get("max_tokens", body.get("max_completion_tokens"))
        room = model.longest - len(self.prompt)
        # Chat answers are as long as there is room for, as OpenAI's are; completions are short.
        usual = max(1, room) if chat else 16
        self.max_tokens = _number({"max_tokens": limit}, "max_tokens", usual, 1, 1 << 30, True)
        self.temperature = _number(body, "temperature", 1.0, 0, 100)
        self.top_p = _number(body, "top_p", 1.0, 0, 1)
        self.seed = _number(body, "seed", None, 0, 2**32 - 1, True)
        self.stream = _flag(body, "stream")
        self.ignore_eos = _flag(body, "ignore_eos")
        extra = body.get("stream_options") or {}
        if not isinstance(extra, dict):
            raise ApiError(400, "stream_options: expected an object.", "stream_options")
        self.include_usage = _flag(extra, "include_usage")
        self.stop = _stops(body.get("stop"))
        if self.max_tokens > room:
            raise ApiError(
                400,
                f"This model's maximum context length is {model.longest} tokens, but {len(self.prompt)} in the prompt and "
                f"{self.max_tokens} of max_tokens were asked for.",
                "max_tokens",
            )

    @property
    def sampling(self):
        """What must be the same in a batch: generate() takes one for all of its rows."""
        return (self.temperature, self.top_p, self.seed) if self.temperature > 0 else (0,)


def read(text, chat, model, served):
    """Reads the body of POST /v1/completions or /v1/chat/completions."""
    try:
        body = json.loads(text)
    except (ValueError, RecursionError):
        raise ApiError(400, "The body is not JSON.") from None
    if not isinstance(body, dict):
        raise ApiError(400, "The body is no JSON object.")
    if body.get("model", served) != served:
        raise ApiError(404, f"The model {json.dumps(body['model'])} is not served; expected {served}.", "model")
    if body.get("n") not in (None, 1) or body.get("best_of") not in (None, 1):
        raise ApiError(400, "Only one completion a request is served: n and best_of must be 1.", "n")
    return Request(body, chat, model)


def _prompt(body, model):
    prompt = body.get("prompt")
    if isinstance(prompt, list) and len(prompt) == 1 and not isinstance(prompt[0], int):
        prompt = prompt[0]
    if isinstance(prompt, str) and prompt:
        tokens = model.tokenize(prompt)
        if tokens:
            return tokens
    elif isinstance(prompt, list) and prompt and all(type(t) is int and 0 <= t < model.vocabulary for t in prompt):
        return prompt
    message = f"prompt: expected a text, or a list of tokens from 0 to {model.vocabulary - 1}, not empty."
    raise ApiError(400, message, "prompt")


def _chat_prompt(body, model):
    messages = body.get("messages")
    fine = isinstance(messages, list) and messages
    if not fine or not all(
        isinstance(m, dict) and isinstance(m.get("role"), str) and isinstance(m.get("content"), str) for m in messages
    ):
        raise ApiError(400, "messages: expected a list of objects with role and content, both texts, not empty.", "messages")
    try:
        return model.chat(messages)
    except Exception as error:  # a template may refuse in any way
        raise ApiError(400, f"messages: the model's chat template does not take them ({error}).", "messages") from None


def _number(body, key, usual, least, most, whole=False):
    value = body.get(key)
    if value is None:
        return usual
    kinds = (int,) if whole else (int, float)
    if type(value) not in kinds or not least <= value <= most:
        raise ApiError(400, f"{key}: expected a {'whole ' if whole else ''}number from {least} to {most}.", key)
    return value


def _flag(body, key):
    value = body.get(key)
    if value is None:
        return False
    if type(value) is not bool:
        raise ApiError(400, f"{key}: expected true or false.", key)
    return value


def _stops(stop):
    stops = [] if stop is None else stop if isinstance(stop, list) else [stop]
    if len(stops) > 16 or not all(isinstance(s, str) and s for s in stops):
        raise ApiError(400, "stop: expected a text or a list of at most 16 texts, none empty.", "stop")
    return stops
