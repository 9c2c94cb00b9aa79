// POST /v1/completions: reads a request, generates, and answers as one object or as server-sent events.

import { randomUUID } from "node:crypto";

/** A request that cannot be served: HTTP status and OpenAI's error object. */
export class RequestError extends Error {
  constructor(status, message, type = "BadRequestError") {
    super(message);
    this.status = status;
    this.body = { error: { message, type, param: null, code: status } };
  }
}

/** Reads and checks a request's body. */
export function read(body, model, served, contextSize) {
  let json;
  try {
    json = JSON.parse(body);
  } catch {
    throw new RequestError(400, "The body is not JSON.");
  }
  if (json === null || typeof json !== "object" || Array.isArray(json)) {
    throw new RequestError(400, "The body is not a JSON object.");
  }
  if (json.model !== undefined && json.model !== served) {
    throw new RequestError(404, `The model '${json.model}' does not exist; this server has '${served}'.`, "NotFoundError");
  }
  if (json.n !== undefined && json.n !== 1) {
    throw new RequestError(400, "n must be 1.");
  }
  const maxTokens = whole(json.max_tokens, "max_tokens", 16, 1);
  const tokens = promptTokens(json.prompt, model);
  if (tokens.length + maxTokens > contextSize) {
    throw new RequestError(
      400,
      `This model's maximum context length is ${contextSize} tokens, but ${tokens.length} of the prompt and ${maxTokens} to be generated were asked for.`,
    );
  }
  const temperature = json.temperature ?? 1;
  if (typeof temperature !== "number" || !(temperature >= 0)) {
    throw new RequestError(400, "temperature must be a number from 0.");
  }
  return {
    tokens,
    maxTokens,
    temperature,
    seed: json.seed === undefined || json.seed === null ? undefined : whole(json.seed, "seed", 0, 0),
    ignoreEos: json.ignore_eos === true,
    stop: stops(json.stop),
    stream: json.stream === true,
    includeUsage: json.stream_options?.include_usage === true,
  };
}

function whole(value, name, usual, least) {
  if (value === undefined || value === null) {
    return usual;
  }
  if (!Number.isSafeInteger(value) || value < least) {
    throw new RequestError(400, `${name} must be a whole number from ${least}.`);
  }
  return value;
}

function stops(value) {
  const list = value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];
  if (!list.every((text) => typeof text === "string" && text !== "")) {
    throw new RequestError(400, "stop must be a text or a list of texts.");
  }
  return list;
}

function promptTokens(prompt, model) {
  if (typeof prompt === "string") {
    const bos = model.tokens.bos;
    const text = model.tokenize(prompt);
    return model.tokens.shouldPrependBosToken && bos !== null && text[0] !== bos ? [bos, ...text] : text;
  }
  const size = model.fileInfo.metadata?.tokenizer?.ggml?.tokens?.length ?? Infinity;
  if (Array.isArray(prompt) && prompt.length > 0 && prompt.every((t) => Number.isInteger(t) && t >= 0 && t < size)) {
    return prompt;
  }
  throw new RequestError(400, "prompt must be a text or a list of token numbers of the vocabulary.");
}

/** Generates; calls `emit(text)` for each token. Returns { text, generated, reason }. */
export async function generate(request, sequence, model, metrics, signal, begun, emit) {
  const options = { temperature: request.temperature, topK: 40, yieldEogToken: true };
  if (request.seed !== undefined) {
    options.seed = request.seed;
  }
  let text = "";
  let last = begun;
  const made = [];
  let reason = "length";
  for await (const token of sequence.evaluate(request.tokens, options)) {
    if (signal.aborted) {
      throw signal.reason;
    }
    const at = performance.now();
    (made.length === 0 ? metrics.timeToFirstToken : metrics.interTokenLatency).observe((at - last) / 1e3);
    last = at;
    if (model.isEogToken(token) && !request.ignoreEos) {
      reason = "stop";
      break;
    }
    made.push(token);
    metrics.generatedTokens++;
    const piece = model.detokenize([token]);
    text += piece;
    emit(piece);
    if (request.stop.some((stop) => text.includes(stop))) {
      reason = "stop";
      break;
    }
    if (made.length >= request.maxTokens) {
      break;
    }
  }
  metrics.promptTokens += request.tokens.length;
  return { text: cut(text, request.stop), generated: made.length, reason };
}

function cut(text, stop) {
  const ends = stop.map((s) => text.indexOf(s)).filter((at) => at >= 0);
  return ends.length > 0 ? text.slice(0, Math.min(...ends)) : text;
}

/** Builds the answers of one request. */
export class Answer {
  #head;

  constructor(served) {
    this.#head = {
      id: `cmpl-${randomUUID().replaceAll("-", "")}`,
      object: "text_completion",
      created: Math.floor(Date.now() / 1e3),
      model: served,
    };
  }

  chunk(text, reason = null) {
    return { ...this.#head, choices: [{ index: 0, text, logprobs: null, finish_reason: reason }] };
  }

  usageChunk(usage) {
    return { ...this.#head, choices: [], usage };
  }

  whole(result, usage) {
    return { ...this.chunk(result.text, result.reason), usage };
  }
}

export const usageOf = (request, generated) => ({
  prompt_tokens: request.tokens.length,
  completion_tokens: generated,
  total_tokens: request.tokens.length + generated,
});
