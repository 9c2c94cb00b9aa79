// What a completion request may say, checked.

/** An answer of OpenAI's form that is no completion. */
export class ApiError extends Error {
  constructor(status, message, param = null) {
    super(message);
    Object.assign(this, { status, param });
  }

  get body() {
    const type = { 404: "NotFoundError", 429: "rate_limit_exceeded", 503: "service_unavailable", 500: "server_error" };
    return {
      error: { message: this.message, type: type[this.status] ?? "invalid_request_error", param: this.param, code: this.status },
    };
  }
}

/**
 * Reads the body of a POST. `tokenize` turns text into tokens, `vocabulary` is their number; `converse` turns messages into
 * tokens, and is null for completions.
 */
export function readRequest(text, { served, tokenize, converse, vocabulary, contextSize }) {
  let body;
  try {
    body = JSON.parse(text);
  } catch {
    throw new ApiError(400, "The body is not JSON.");
  }
  if (body === null || typeof body !== "object" || Array.isArray(body)) {
    throw new ApiError(400, "The body is no JSON object.");
  }
  if (body.model !== undefined && body.model !== served) {
    throw new ApiError(404, `The model ${JSON.stringify(body.model)} is not served; expected ${served}.`, "model");
  }
  if ((body.n ?? 1) !== 1 || (body.best_of ?? 1) !== 1) {
    throw new ApiError(400, "Only one completion a request is served: n and best_of must be 1.", "n");
  }

  const tokens = converse ? conversation(body.messages, converse) : tokensOf(body.prompt, tokenize, vocabulary);
  // Answers of a conversation are as long as there is room for, as OpenAI's are.
  const usual = converse ? Math.max(1, contextSize - tokens.length) : 16;
  body.max_tokens ??= body.max_completion_tokens;
  const request = {
    tokens,
    maxTokens: number(body, "max_tokens", usual, 1, Number.MAX_SAFE_INTEGER, true),
    temperature: number(body, "temperature", 1, 0, 100),
    topP: number(body, "top_p", 1, 0, 1),
    seed: number(body, "seed", undefined, 0, 0xffffffff, true),
    stream: flag(body, "stream"),
    ignoreEos: flag(body, "ignore_eos"),
    includeUsage: flag(body.stream_options ?? {}, "include_usage"),
    stop: stopsOf(body.stop),
  };
  if (request.tokens.length + request.maxTokens > contextSize) {
    throw new ApiError(
      400,
      `This model's maximum context length is ${contextSize} tokens, but ${request.tokens.length} in the prompt and ${request.maxTokens} of max_tokens were asked for.`,
      "max_tokens",
    );
  }
  return request;
}

function tokensOf(prompt, tokenize, vocabulary) {
  const one = Array.isArray(prompt) && prompt.length === 1 && typeof prompt[0] !== "number" ? prompt[0] : prompt;
  if (typeof one === "string") {
    const tokens = tokenize(one);
    if (tokens.length > 0) {
      return tokens;
    }
  } else if (Array.isArray(one) && one.length > 0 && one.every((t) => Number.isInteger(t) && t >= 0 && t < vocabulary)) {
    return one;
  }
  throw new ApiError(400, `prompt: expected a text, or a list of tokens from 0 to ${vocabulary - 1}, not empty.`, "prompt");
}

function conversation(messages, converse) {
  const fine =
    Array.isArray(messages) &&
    messages.length > 0 &&
    messages.every((m) => m !== null && typeof m === "object" && typeof m.role === "string" && typeof m.content === "string");
  if (!fine) {
    throw new ApiError(400, "messages: expected a list of objects with role and content, both texts, not empty.", "messages");
  }
  try {
    return converse(messages);
  } catch (e) {
    throw new ApiError(400, `messages: the model's chat template does not take them (${e.message}).`, "messages");
  }
}

function number(body, key, usual, least, most, isWhole = false) {
  const value = body[key] ?? usual;
  const fine = typeof value === "number" && value >= least && value <= most && (!isWhole || Number.isInteger(value));
  if (value !== undefined && !fine) {
    throw new ApiError(400, `${key}: expected a ${isWhole ? "whole " : ""}number from ${least} to ${most}.`, key);
  }
  return value;
}

function flag(body, key) {
  const value = body[key] ?? false;
  if (typeof value !== "boolean") {
    throw new ApiError(400, `${key}: expected true or false.`, key);
  }
  return value;
}

function stopsOf(stop) {
  const stops = stop == null ? [] : Array.isArray(stop) ? stop : [stop];
  if (stops.length > 16 || !stops.every((s) => typeof s === "string" && s.length > 0)) {
    throw new ApiError(400, "stop: expected a text or a list of at most 16 texts, none empty.", "stop");
  }
  return stops;
}
