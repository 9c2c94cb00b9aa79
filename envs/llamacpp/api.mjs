// The HTTP interface: OpenAI's completions, /health and /metrics.

import http from "node:http";
import * as completions from "./completions.mjs";
import { QueueFull } from "./sequences.mjs";

const { RequestError } = completions;
const largestBody = 16 << 20;

export class Api {
  /** Set when the model is there: { model, sequences, served, contextSize }. */
  engine = null;
  #metrics;
  #server;
  #ending = false;
  #active = new Set();

  constructor(metrics) {
    this.#metrics = metrics;
    this.#server = http.createServer((request, response) => this.#route(request, response));
  }

  /** Listens; rejects if the port is taken. Resolves to the port. */
  listen(port, host) {
    return new Promise((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(port, host, () => resolve(this.#server.address().port));
    });
  }

  /** Refuses new requests, gives the running ones some milliseconds, ends them, and closes. */
  async end(grace) {
    this.#ending = true;
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeIdleConnections();
    const timer = setTimeout(() => {
      for (const abort of this.#active) {
        abort(new Error("the server ends"));
      }
      this.#server.closeAllConnections();
    }, grace);
    await closed;
    clearTimeout(timer);
  }

  async #route(request, response) {
    const path = request.url.split("?")[0];
    try {
      if (request.method === "GET" && path === "/health") {
        const ready = this.engine !== null && !this.#ending;
        response.writeHead(ready ? 200 : 503).end();
      } else if (request.method === "GET" && path === "/metrics") {
        response.writeHead(200, { "content-type": "text/plain; version=0.0.4" });
        response.end(this.#metrics.text(this.engine?.served ?? ""));
      } else if (request.method === "GET" && path === "/v1/models") {
        json(response, 200, { object: "list", data: this.engine ? [{ id: this.engine.served, object: "model" }] : [] });
      } else if (request.method === "POST" && path === "/v1/completions") {
        await this.#complete(request, response);
      } else {
        throw new RequestError(404, `${request.method} ${path} is not served here.`, "NotFoundError");
      }
    } catch (error) {
      fail(response, error);
    }
  }

  async #complete(message, response) {
    const begun = performance.now();
    if (this.engine === null || this.#ending) {
      throw new RequestError(503, "The model is not ready.", "ServiceUnavailableError");
    }
    const leaving = new AbortController();
    const abort = (reason) => leaving.abort(reason);
    this.#active.add(abort);
    response.on("close", () => abort(new Error("the client left")));
    const { model, sequences, served, contextSize } = this.engine;
    let sequence;
    try {
      const request = completions.read(await body(message), model, served, contextSize);
      sequence = await sequences.take(leaving.signal).catch((error) => {
        throw error instanceof QueueFull
          ? new RequestError(429, "The queue is full; try again later.", "RateLimitError")
          : error;
      });
      const answer = new completions.Answer(served);
      const emit = request.stream ? (text) => send(response, answer.chunk(text)) : () => {};
      if (request.stream) {
        response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-cache" });
      }
      const result = await completions.generate(request, sequence, model, this.#metrics, leaving.signal, begun, emit);
      const usage = completions.usageOf(request, result.generated);
      this.#metrics.finished[result.reason]++;
      this.#metrics.endToEnd.observe((performance.now() - begun) / 1e3);
      if (request.stream) {
        send(response, answer.chunk("", result.reason));
        if (request.includeUsage) {
          send(response, answer.usageChunk(usage));
        }
        response.end("data: [DONE]\n\n");
      } else {
        json(response, 200, answer.whole(result, usage));
      }
    } catch (error) {
      if (leaving.signal.aborted) {
        this.#metrics.finished.abort++;
      }
      throw error;
    } finally {
      this.#active.delete(abort);
      if (sequence !== undefined) {
        await sequences.giveBack(sequence);
      }
    }
  }
}

async function body(message) {
  const parts = [];
  let size = 0;
  for await (const part of message) {
    parts.push(part);
    if ((size += part.length) > largestBody) {
      throw new RequestError(413, `The body is larger than ${largestBody} bytes.`);
    }
  }
  return Buffer.concat(parts).toString("utf8");
}

function send(response, value) {
  response.write(`data: ${JSON.stringify(value)}\n\n`);
}

function json(response, status, value) {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(value));
}

function fail(response, error) {
  if (response.destroyed) {
    return;
  }
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const known = error instanceof RequestError ? error : new RequestError(500, String(error?.message ?? error), "InternalServerError");
  json(response, known.status, known.body);
}
