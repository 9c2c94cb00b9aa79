// POST /v1/completions and /v1/chat/completions: waits for a sequence, generates, answers whole or as server-sent events, one for each token.
import { randomUUID } from "node:crypto";
import { generate, tokenize } from "./engine.mjs";
import { Ending, QueueFull } from "./queue.mjs";
import { ApiError, readRequest } from "./request.mjs";
import { TextBuilder } from "./text.mjs";

export class Completions {
  #engine;
  #queue;
  #metrics;
  #served;
  #contextSize;
  #chat;

  constructor(engine, queue, metrics, served, contextSize, chat) {
    this.#engine = engine;
    this.#queue = queue;
    this.#metrics = metrics;
    this.#served = served;
    this.#contextSize = contextSize;
    this.#chat = chat;
  }

  /** Answers one request. `signal` is aborted when the client leaves or the server ends. */
  async answer(text, chat, response, signal) {
    const arrived = performance.now();
    const { model } = this.#engine;
    const request = readRequest(text, {
      served: this.#served,
      tokenize: (prompt) => tokenize(model, prompt),
      // The prompt of a conversation; null where the body has a prompt itself.
      converse: chat ? (messages) => tokenize(model, this.#chat(messages), true) : null,
      vocabulary: this.#vocabulary(),
      contextSize: this.#contextSize,
    });
    const sequence = await this.#take(signal);
    this.#metrics.running.add(sequence);
    this.#metrics.promptTokens += request.tokens.length;
    const reply = new Reply(response, request, this.#served, chat);
    let reason = "abort";
    try {
      reason = await this.#run(sequence, request, reply, signal, arrived);
      this.#metrics.e2e.observe((performance.now() - arrived) / 1000);
      reply.end(reason);
    } finally {
      this.#metrics.running.delete(sequence);
      this.#metrics.finished[reason]++;
      await this.#queue.giveBack(sequence);
    }
  }

  async #take(signal) {
    try {
      return await this.#queue.take(signal);
    } catch (e) {
      throw e instanceof QueueFull ? new ApiError(429, "Too many requests wait already: try again later.")
        : e instanceof Ending ? new ApiError(503, "The server is ending.")
        : e;
    }
  }

  async #run(sequence, request, reply, signal, arrived) {
    const { model } = this.#engine;
    const builder = new TextBuilder((...tokens) => model.detokenize(...tokens), request.stop);
    let last = arrived;
    let count = 0;
    for await (const token of generate(sequence, request.tokens, request)) {
      signal.throwIfAborted();
      const now = performance.now();
      (count++ === 0 ? this.#metrics.ttft : this.#metrics.itl).observe((now - last) / 1000);
      last = now;
      this.#metrics.generationTokens++;
      const ended = !request.ignoreEos && model.isEogToken(token);
      const { text, stopped } = ended ? { text: "", stopped: false } : builder.add(token);
      const reason = ended || stopped ? "stop" : count >= request.maxTokens ? "length" : null;
      reply.token(reason !== null && !stopped ? text + builder.rest() : text, reason);
      if (reason !== null) {
        return reason;
      }
    }
    throw new Error("the engine stopped without a token that ends");
  }

  // The number of tokens is in the file's metadata in one of two places.
  #vocabulary() {
    const { llm, tokenizer } = this.#engine.model.fileInfo.metadata;
    return tokenizer?.ggml?.tokens?.length ?? llm?.vocab_size ?? 1 << 30;
  }
}

class Reply {
  #response;
  #request;
  #head;
  #text = "";
  #count = 0;
  #chat;

  constructor(response, request, served, chat) {
    this.#response = response;
    this.#request = request;
    this.#chat = chat;
    const object = chat ? (request.stream ? "chat.completion.chunk" : "chat.completion") : "text_completion";
    const id = `${chat ? "chatcmpl" : "cmpl"}-${randomUUID()}`;
    this.#head = { id, object, created: Math.floor(Date.now() / 1000), model: served };
  }

  token(text, reason) {
    this.#count++;
    this.#text += text;
    if (this.#request.stream) {
      this.#event({ choices: [this.#choice(text, reason)] });
    }
  }

  end(reason) {
    const prompt = this.#request.tokens.length;
    const usage = { prompt_tokens: prompt, completion_tokens: this.#count, total_tokens: prompt + this.#count };
    if (!this.#request.stream) {
      const choices = [this.#choice(this.#text, reason)];
      this.#response.writeHead(200, { "content-type": "application/json" });
      this.#response.end(JSON.stringify({ ...this.#head, choices, usage }));
      return;
    }
    if (this.#request.includeUsage) {
      this.#event({ choices: [], usage });
    }
    this.#response.end("data: [DONE]\n\n");
  }

  #choice(text, reason) {
    const content = !this.#chat ? { text }
      : !this.#request.stream ? { message: { role: "assistant", content: text } }
      : { delta: this.#count === 1 ? { role: "assistant", content: text } : { content: text } };
    return { index: 0, ...content, logprobs: null, finish_reason: reason };
  }

  #event(body) {
    if (!this.#response.headersSent) {
      this.#response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-cache" });
    }
    this.#response.write(`data: ${JSON.stringify({ ...this.#head, ...body })}\n\n`);
  }
}
